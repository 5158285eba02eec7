"""Errors of the environment: each ends in one Chinese paragraph and exit code 2.

Errors in the user's *data* are values (see ``findings``); what is raised here is only
what makes it impossible to go on at all.
"""

from __future__ import annotations

from xls_juesuan.messages.paragraph import paragraph


class UserError(Exception):
    """Something the user has to put right before the program can run.

    Args:
        what: what went wrong, one Chinese sentence without the final mark.
        where: the file, sheet or row it concerns; empty when it is plain from ``what``.
        how: what the user can do about it, one Chinese sentence.
    """

    def __init__(self, what: str, *, where: str = "", how: str = "") -> None:
        self.what = what
        self.where = where
        self.how = how
        super().__init__(self.paragraph)

    @property
    def paragraph(self) -> str:
        """The whole message: what, where, how to fix."""
        return paragraph(self.what, self.where, self.how)


class DeclarationError(Exception):
    """A declaration file (layout, rule, code list, alias list) is malformed.

    These files are part of the program or written by an engineer, so the message is
    technical: it names the file and the fault.
    """
