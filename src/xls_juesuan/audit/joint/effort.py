"""How much work a question may take: counted, not timed, so that answers are always the same.

It knows counts; it refuses to know what they are spent on.
"""

from __future__ import annotations


class Exhausted(Exception):  # noqa: N818  # it is no error: the question is given up
    """Everything that may be spent has been spent."""


class Effort:
    """A budget of linear programs and of branches of searches.

    Args:
        programs: linear programs that may be solved.
        branches: steps that searches for sets may take.
        of: a larger budget that this one is a part of.
    """

    def __init__(self, programs: int, branches: int, of: Effort | None = None) -> None:
        self._programs = programs
        self._branches = branches
        self._of = of

    def take_program(self) -> None:
        """Count one program.

        Raises:
            Exhausted: there are none left.
        """
        if self._programs <= 0:
            raise Exhausted
        self._programs -= 1
        if self._of:
            self._of.take_program()

    def take_branch(self) -> None:
        """Count one branch.

        Raises:
            Exhausted: there are none left.
        """
        if self._branches <= 0:
            raise Exhausted
        self._branches -= 1
        if self._of:
            self._of.take_branch()
