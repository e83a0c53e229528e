"""Operations on the project as a whole: its scheme and its articles."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from annotator.app.operations.base import Context, Plain, count
from annotator.app.ports import Write
from annotator.domain.errors import Refused
from annotator.domain.scheme import Scheme, checked_scheme


@dataclass
class ReplaceScheme(Plain):
    """Put another scheme in place; refused where it would orphan spans or relations."""

    scheme: Scheme
    name = "change scheme"

    def apply(self, write: Write, context: Context) -> None:
        """Replace it; an equal scheme changes nothing."""
        if checked_scheme(self.scheme) != write.scheme():
            write.put_scheme(self.scheme)


@dataclass
class RemoveArticles(Plain):
    """Remove articles with everything that stands on them."""

    ids: Collection[str]

    @property
    def name(self) -> str:
        """Name of the step."""
        return "remove article" if len(self.ids) == 1 else f"remove {count(len(self.ids), 'article')}"

    @property
    def article(self) -> str:
        """The article that undo brings back, where it is one."""
        return next(iter(self.ids)) if len(self.ids) == 1 else ""

    def apply(self, write: Write, context: Context) -> None:
        """Remove them."""
        write.remove_articles(self.ids)


@dataclass
class RenameArticle(Plain):
    """Give an article another title."""

    id: str
    title: str
    name = "rename article"

    @property
    def article(self) -> str:
        """The article renamed."""
        return self.id

    def apply(self, write: Write, context: Context) -> None:
        """Rename. Raises Refused for an empty title."""
        if not self.title.strip():
            raise Refused("An article needs a title; write one")
        present = write.article(self.id)
        if present.title != self.title.strip():
            write.update_article(replace(present, title=self.title.strip()))
