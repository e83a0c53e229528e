"""Shows compared spans in a view for tests: who has which words under which label."""

from annotator.domain.difference import DifferenceKind
from annotator.domain.span import Span
from annotator.ui.article_view.compared import Compared
from annotator.ui.article_view.marks import Caption, Marks
from annotator.ui.article_view.paragraph import BlockLayout

from .conftest import Hands, make_span

COLORS = {"Ana": "#2A6FBB", "Ben": "#C2581A", "Cleo": "#6B3FA0"}
NAMES = tuple(COLORS)
Has = tuple[str, str]
"""Words of the text (their first place) and the label they have."""


class Compares:
    """Collects differences on a text and shows them."""

    def __init__(self, hands: Hands, text: str) -> None:
        self.hands, self.text = hands, text
        self.spans: list[Span] = []
        self.marks: dict[str, Compared] = {}

    def same(self, words: str, label: str) -> str:
        """Add what all have alike; return the shown id."""
        id = self._add("Ana", (words, label))
        self.marks[id] = Compared("same", 0, "Ana", COLORS["Ana"], quiet=True)
        return id

    def differ(self, kind: DifferenceKind, *, verdict: str = "", other: str = "", **has: Has) -> list[str]:
        """Add a difference; return the shown ids in the order of the annotators given."""
        ids = [self._add(name, each) for name, each in has.items()]
        for name, id in zip(has, ids, strict=True):
            partner = next((each for each in ids if each != id), "")
            self.marks[id] = Compared(kind, NAMES.index(name), name, COLORS[name], verdict, other, partner)
        return ids

    def propose(self, words: str, label: str, partner: str) -> str:
        """Add what the reviewer proposes in a span's place."""
        id = self._add("Dan", (words, label))
        self.marks[id] = Compared(self.marks[partner].kind, 0, "Dan", "#444444", partner=partner, proposed=True)
        return id

    def show(self) -> None:
        """Show it all, painted."""
        self.hands.show(self.text, *self.spans)
        self.hands.view.set_compared(self.marks, NAMES[:2])
        self.hands.view.viewport().repaint()

    def layout(self, block: int = 0) -> BlockLayout:
        """Return a block in sight."""
        self.hands.view.viewport().repaint()
        return (self.hands.view._visible or [])[block][2]

    def marks_of(self, block: int = 0) -> Marks:
        """Return what is placed on a block."""
        return self.layout(block).marks

    def captions(self, block: int = 0) -> list[str]:
        """Return what the captions of a block say, from left to right."""
        return [each.text for each in sorted(self.marks_of(block).captions, key=lambda each: (each.row, each.left))]

    def gutter(self) -> list[str]:
        """Return what the labels in the gutter say, from the top."""
        gutter = self.hands.view._gutter_now()
        assert gutter is not None
        return [caption.text for caption in gutter.captions]

    def _add(self, name: str, has: Has) -> str:
        words, label = has
        start = self.text.index(words)
        id = f"{name}\x1f{len(self.spans)}"
        self.spans.append(make_span(self.text, id, label, (start, start + len(words))))
        return id


def apart(captions: list[Caption]) -> bool:
    """Whether no caption touches another of its row and level."""
    return all(one is other or (one.row, one.level) != (other.row, other.level)
               or one.left + one.width <= other.left or other.left + other.width <= one.left
               for one in captions for other in captions)
