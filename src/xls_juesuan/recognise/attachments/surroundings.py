"""What the rest of a document says that forms of the self-assessment leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.tables.table import Table


@dataclass(frozen=True)
class Surroundings:
    """What the rest of the document says that forms leave out.

    Attributes:
        file: name of the document.
        model: how the place scores forms; ``None`` where that is not known.
        unit_name: whose disclosure it is.
        year: the report year.
        usual_unit: unit of amount of the tables, for forms that do not say theirs.
        is_exact: whether stored numbers are exact to the fen.
        narrated: the parts of the explanation.
        published: month of publication; ``None`` where that is not known.
    """

    file: str
    model: AttachmentForm | None
    unit_name: str
    year: int
    usual_unit: str
    is_exact: bool
    narrated: tuple[Table, ...] = ()
    published: int | None = None
