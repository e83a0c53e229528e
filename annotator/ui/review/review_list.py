"""The reviews of a project: how far each is, going on with one, another gold policy, ending and deleting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.review_progress import ReviewProgress, progress_of
from annotator.domain.review import Review
from annotator.domain.words import count
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.desk import Desk
from annotator.ui.occurrences.latest import Latest, Tell
from annotator.ui.review.kinds import policies, policy_words, short

_ID = Qt.ItemDataRole.UserRole
_NONE = "No review has been started in this project yet."


class Hands(Protocol):
    """What the list lets be done with a review."""

    def why_not(self, review: Review) -> str:
        """Why one cannot go on with it now, empty where one can."""
    def change_policy(self, review: Review, policy: str, then: Callable[[str], None]) -> None:
        """Change it; `then` is told how that went."""
    def end(self, review: Review, forget: bool, then: Callable[[str], None]) -> None:
        """Take it off the list."""


class ReviewList(QWidget):
    """`chosen`: to go on with this review. `left`: nothing more is wanted."""

    chosen = Signal(object)
    left = Signal()
    counted = Signal(int)
    """how many reviews there are"""

    def __init__(self, desk: Desk, latest: Latest, hands: Hands) -> None:
        super().__init__()
        self._desk, self._latest, self._hands = desk, latest, hands
        self._reviews: dict[str, Review] = {}
        self.list, self._details, self._policy = QTreeWidget(), QLabel(), ChoiceBox()
        self._go_on = QPushButton("&Go on")
        self._end, self._delete = QPushButton("&End"), QPushButton("&Delete with its verdicts")
        self._says = QLabel()
        self._build()
        self.read()

    @property
    def review(self) -> Review | None:
        """The review that is chosen in the list."""
        item = self.list.currentItem()
        return None if item is None else self._reviews.get(item.data(0, _ID))

    def read(self) -> None:
        """Show the reviews as they are now; how far they are is counted in a job."""
        session, kept = self._desk.session, self.review
        reviews = session.reader.reviews() if session else []
        self._reviews = {each.id: each for each in reviews}
        self.list.clear()
        for review in reviews:
            articles = f"{count(len(review.articles), 'article')}" if review.articles else "all"
            item = QTreeWidgetItem([review.name, short(review), articles, "…"])
            item.setData(0, _ID, review.id)
            self.list.addTopLevelItem(item)
            if kept is not None and kept.id == review.id:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and reviews:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._on_current()
        self.counted.emit(len(reviews))

        def look(reader: object, progress: Callable[[int, int], None], tell: Tell) -> Mapping[str, ReviewProgress]:
            found = {}
            for review in reviews:
                found[review.id] = progress_of(reader, review, progress)  # type: ignore[arg-type]
                tell(lambda id=review.id: self._show(id, found[id]))  # type: ignore[misc]
            return found

        if reviews:
            self._latest.ask(look, lambda found: None)

    def _build(self) -> None:
        self.list.setHeaderLabels(["Review", "Kind", "Articles", "Progress"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("Reviews")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for section in (0, 1):  # names of any length share the room, and leave the progress in sight
            self.list.header().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(lambda: self._on_go_on())
        for label, name in ((self._details, "About this review"), (self._says, "What was done")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAccessibleName(name)
            label.setProperty("role", "muted")
        gold = QLabel("Gold set &begins with")
        gold.setBuddy(self._policy)
        self._policy.setAccessibleName("Gold set begins with")
        self._policy.activated.connect(self._on_policy)
        self._end.setToolTip("Takes the review off the list; verdicts and gold sets stay")
        self._delete.setToolTip("Takes your verdicts back too, and builds the gold sets without them")
        close = QPushButton("Close")
        policy, buttons = QHBoxLayout(), QHBoxLayout()
        policy.addWidget(gold)
        policy.addWidget(self._policy, 1)
        for button, run in ((self._end, lambda: self._on_end(False)), (self._delete, lambda: self._on_end(True)),
                            (None, None), (self._go_on, self._on_go_on), (close, self.left.emit)):
            if button is None or run is None:
                buttons.addStretch()
                continue
            button.clicked.connect(run)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self._details)
        column.addLayout(policy)
        column.addWidget(self._says)
        column.addLayout(buttons)

    def _show(self, id: str, found: ReviewProgress) -> None:
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, _ID) == id:
                item.setText(3, found.says)

    def _on_current(self) -> None:
        """Show what the chosen review is, and what can be done with it."""
        review = self.review
        why = self._hands.why_not(review) if review else ""
        self._go_on.setEnabled(review is not None and not why)
        self._go_on.setDefault(self._go_on.isEnabled())
        for widget in (self._policy, self._end, self._delete):
            widget.setEnabled(review is not None)
        self._policy.clear()
        if review is None:
            self._details.setText(_NONE)
            return
        sample = f"{review.sampling}, seed {review.seed}. " if review.sampling else ""
        self._details.setText(f"Reviewed by {review.reviewer}, since {review.made_at[:10]}. {sample}{why}".strip())
        known = dict(policies(review.mode, review.annotators)) | {review.policy: policy_words(review)}
        for policy, words in known.items():
            self._policy.addItem(words, policy)
        self._policy.setCurrentIndex(self._policy.findData(review.policy))

    def _on_go_on(self) -> None:
        if self.review is not None and self._go_on.isEnabled():
            self.chosen.emit(self.review)

    def _on_policy(self) -> None:
        review = self.review
        if review is not None and self._policy.currentData() != review.policy:
            self._hands.change_policy(review, self._policy.currentData(), self._after)

    def _on_end(self, forget: bool) -> None:
        if self.review is not None:
            self._hands.end(self.review, forget, self._after)

    def _after(self, words: str) -> None:
        self._says.setText(words)
        self.read()
