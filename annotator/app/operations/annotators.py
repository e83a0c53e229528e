"""Operations on annotators: another name, another color."""

from dataclasses import dataclass

from annotator.app.operations.base import Context, Plain
from annotator.app.ports import Write


@dataclass
class RenameAnnotator(Plain):
    """Give an annotator another name; all that stands under the old one follows. Blanks around it are dropped."""

    old: str
    new: str

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"rename {self.old} to {self.new.strip()}"

    def apply(self, write: Write, context: Context) -> None:
        """Rename. Raises Conflict where the name is taken, Refused, NotFound."""
        write.rename_annotator(self.old, self.new.strip())


@dataclass
class ColorAnnotator(Plain):
    """Give an annotator another color, `#RRGGBB`, or "" for the usual one. Colors tried one after another are one
    step."""

    annotator: str
    color: str

    def __post_init__(self) -> None:
        self.name = f"color of {self.annotator}"
        self.merge_key = f"color:{self.annotator}"

    def apply(self, write: Write, context: Context) -> None:
        """Put the color. Raises Refused for what is no color."""
        write.put_annotator(self.annotator, self.color)
