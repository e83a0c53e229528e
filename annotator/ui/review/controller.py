"""Review mode: on and off, which review, which article and difference, and keeping all of it true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.app.garbage import seldom_collected
from annotator.app.reviewing import Opened
from annotator.domain.review import Review
from annotator.ui.quotes import short
from annotator.ui.review import words
from annotator.ui.review.acts import Acts
from annotator.ui.review.article import ReviewedArticle
from annotator.ui.review.beginning import Beginning
from annotator.ui.review.editing import Editing
from annotator.ui.review.filter import parse
from annotator.ui.review.following import Following
from annotator.ui.review.gather import Found, Gather, Gathered
from annotator.ui.review.gold import GoldSets
from annotator.ui.review.hands import Hands
from annotator.ui.review.keys import ReviewKeys
from annotator.ui.review.menu import show_menu
from annotator.ui.review.model import ReviewModel
from annotator.ui.review.panel import ReviewPanel
from annotator.ui.review.reasons import Reasons
from annotator.ui.review.rows import Key, Row
from annotator.ui.review.showing import Showing
from annotator.ui.review.shown import shown_id
from annotator.ui.review.walk import Walk
from annotator.ui.stage import Stage

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Reviewing(QObject):
    """Made when it is first asked for. `changed`: the mode begins, ends, or shows another review."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self._desk = window, window.desk
        self.on = False
        self.review: Review | None = None
        self.current: Row | None = None
        """The difference at hand."""
        self.wanted: Key | None = None
        """The one to be at hand as soon as its article is open, or its rows are there."""
        self.model = ReviewModel()
        self.panel = ReviewPanel(self.model)
        self.reasons = Reasons()
        self.gather = Gather(window.desk, self)
        self.beginning = Beginning(window.desk, window.notice, window.settings, self)
        self.article = ReviewedArticle(window.desk, window.view)
        self.stage = Stage(window, self.panel, name="review", title="Review")
        self.stage.displaced.connect(self.leave)
        self.acts = Acts(self)
        self.walk = Walk(self)
        self.editing = Editing(window.desk, window.view, window.notice, self.panel.box, self.acts.propose, self._edited)
        self.keys, self._hands, self._following = ReviewKeys(self), Hands(self), Following(self)
        self._showing, self.gold_sets = Showing(self), GoldSets(window)
        self._wire()

    # The mode

    def toggle(self) -> None:
        """Begin, with the review that was shown last; or end."""
        self.leave() if self.on else self.enter()

    def enter(self) -> None:
        """Begin review mode; where there is no review yet, begin one."""
        if self.on or self._desk.session is None:
            return
        if (review := self.beginning.remembered()) is not None:
            self.begin(review)
        else:
            self.beginning.begin(self.begin, lambda: self.window.actions_["review.start"].trigger())

    def resume(self) -> None:
        """Go on with the review that was shown last, if it is still there."""
        if not self.on and (review := self.beginning.remembered()) is not None:
            self.begin(review)

    def begin(self, review: Review) -> None:
        """Show a review, from where it stopped."""
        session = self._desk.session
        if session is None:
            return
        wanted = self._following.place(review)
        if wanted is not None and not self.on:
            self._desk.open_article(wanted[0])
        if not self.on:
            self.window.notice.leave_prompt()
            self.window.marker.disarm()
            self._desk.select(None)
            self._hands.take()
            self.stage.enter()
        self.on, self.review, self.current, self.wanted = True, review, None, wanted
        self._following.remember(on=True)
        self.look()
        self.window.view.setFocus()
        self.changed.emit()

    def leave(self, *, remember: bool = True) -> None:
        """End review mode: the labels come back. The place is remembered."""
        if not self.on:
            return
        self.panel.box.strip.put_away()
        self.editing.drop()
        self.gather.stop()
        if remember:
            self._following.remember(on=False)
        self.on, self.current, self.review = False, None, None
        self.article.clear()
        self._hands.give_back()
        self.window.reading.lend(None)
        self.stage.leave()
        self.window.view.setFocus()
        self.changed.emit()

    def look(self) -> None:
        """Compare all articles of the review anew; the open one at once."""
        assert self.review is not None
        self._showing.left_out = ()
        self.model.begin([row.id for row in self.window.articles.model.rows])
        self.window.reading.lend(self.fill)
        self.gather.start(self.review, self._on_found, self._on_gathered)
        self.arrive()

    # The open article

    @property
    def opened(self) -> Opened | None:
        """The open article in full."""
        return self.article.opened

    @seldom_collected()
    def fill(self) -> str:
        """Put the compared spans of the article that was opened into the view; return whose they are."""
        before, now = self.opened, self._desk.article
        if before is None or now is None or (before.article.id, before.article.text) != (now.id, now.text):
            self._put_away()
        self._read()
        self.article.show()
        self.window.view.set_draggable(())
        self.editing.show_again()
        return f"{words.whose(self.review)}, reviewed by {self.review.reviewer}" if self.review else ""

    def refresh(self) -> None:
        """Something about the open article changed: read it again and show what is new."""
        if self.review is None or self._desk.article is None:
            return
        before, wanted = self.current.key if self.current else None, self.wanted
        self._read()
        self.article.patch()
        if (row := self._row(wanted)) is not None:
            self.choose(row)
        else:
            self._keep(before)
        self.show()

    def _keep(self, key: Key | None) -> None:
        """Keep the difference at hand, as it is now; where it is gone, take another one."""
        self.current = self._row(key) or (self.article.row_at(shown_id(key[1], key[2])) if key is not None else None)
        if self.current is None:
            self.editing.give_up()
            self.arrive()
        elif not self.editing.on:
            self.article.outline(self.current)

    def arrive(self) -> None:
        """Another article is open: take the difference that was wanted, else the first one without a decision."""
        rows, wanted = self.rows_here(), self._row(self.wanted)
        before = self._row(self.current.key if self.current else None)
        if wanted is not None:
            self.choose(wanted)
        elif before is not None:
            self.choose(before, scroll=False)
        elif rows:
            self.choose(next((row for row in rows if not row.outcome), rows[0]))
        else:
            self._put_away()
            self.current = None
        self.show()

    def build_gold(self) -> None:
        """Build the gold sets of all articles of the review."""
        if self.review is not None:
            self.gold_sets.build(self.review)

    def _edited(self) -> None:
        if self.current is not None:
            self.article.outline(self.current)
        self.show()

    def _put_away(self) -> None:
        """Nothing is asked or proposed any more: something else is at hand."""
        self.editing.drop()
        self.panel.box.strip.put_away()

    def _read(self) -> None:
        article, session = self._desk.article, self._desk.session
        if self.review is None or article is None or session is None:
            self.article.clear()
            return
        rows = self.article.read(session.reader, self.review, article)
        self.model.renew(article.id, article.title, rows)
        self.model.judge(article.id, self.article.opened.verdicts if self.article.opened else {})

    # The difference at hand

    def sides(self, row: Row) -> list[str]:
        """Return who can be accepted: the annotators who worked on the article, and the reviewer with a span there;
        in a check only who has a span."""
        assert self.review is not None
        there = self.opened.there if self.opened and self.review.mode != "check" else ()
        return [name for name in dict.fromkeys((*self.review.annotators, self.review.reviewer))
                if name in row.difference.spans or name in there]

    def go(self, row: Row) -> None:
        """Bring a difference up, in its article."""
        self.wanted = row.key
        if self._desk.article is None or self._desk.article.id != row.article:
            self._desk.open_article(row.article)
        else:
            self.choose(row)
            self.show()

    def choose(self, row: Row, *, scroll: bool = True) -> None:
        """Let a row of the open article be the one at hand."""
        before, asking = self.current, self.editing.on or self.panel.box.strip.asking
        if before is None or (before.key, before.difference) != (row.key, row.difference):
            self._put_away()
            if asking and before is not None and before.key == row.key:
                self.window.notice.tell(f"{short(row.quote)} has changed meanwhile; what you began there is put away.")
        self.current, self.wanted = row, None
        if self._desk.selected is not None and self.review and not row.holds(self.review.reviewer, self._desk.selected):
            self._desk.select(None)  # what was labeled just now is not at hand any more: Del must not mean it
        self.window.layers.reveal({span.layer for span in row.difference.spans.values()})
        self.article.point_at(row, scroll=scroll)
        self._following.remember()

    def edit(self) -> None:
        """Put the span at hand under edit, from what was proposed last, else from the first who has one."""
        row = self.current
        if row is None or self.opened is None:
            self.walk.step(1)
            return
        proposed = next((each.proposal for each in self.acts.verdicts(row) if each.proposal), None)
        span = proposed or row.difference.first
        mark = self.article.mark(row)
        if mark is not None:
            self.editing.start(row, span, mark)

    def tell_key(self, key: str) -> None:
        """Say why a label's key does nothing here."""
        found = self._desk.scheme.by_key(key)
        if self.editing.on or found is None:
            self.window.notice.tell(f"{key} means nothing here.")
        else:
            self.window.notice.tell(f"{found[1].name} labels selected words only, while you review. "
                                    "E proposes another label for the span at hand.")

    def show(self) -> None:
        """Bring list and box up to date with the difference at hand."""
        self._showing.show()

    def tell(self) -> None:
        """Say anew how far one is."""
        self._showing.tell()

    # Inner workings

    @property
    def article_id(self) -> str:
        """The open article's id, empty where none is open."""
        return self._desk.article.id if self._desk.article else ""

    def rows_here(self) -> Sequence[Row]:
        """Return the rows of the open article."""
        return self.model.rows_in(self.article_id)

    def _row(self, key: Key | None) -> Row | None:
        return self.model.find(key) if key is not None and key[0] == self.article_id else None

    def _on_found(self, found: list[Found]) -> None:
        here = self.article_id
        self.model.put([each for each in found if each[0] != here])
        self.show()

    def _on_gathered(self, gathered: Gathered) -> None:
        self._showing.left_out = gathered.left_out
        self.reasons.learn(gathered.judged)
        self.show()

    def _wire(self) -> None:
        self._desk.article_opened.connect(self._on_article)
        self.panel.filtered.connect(self._filter)
        self.panel.list.walked.connect(self.go)
        go_on, box = self.panel.go_on, self.panel.box
        go_on.setChecked(self.window.settings.text("review_go_on", "yes") == "yes")
        go_on.toggled.connect(lambda on: self.window.settings.put("review_go_on", "yes" if on else "no"))
        box.accepted.connect(self.acts.accept)
        box.talk.removed.connect(self.acts.remove_remark)
        asked = {"reject": self.acts.reject, "edit": self.edit, "ask": self.acts.ask, "remark": self.acts.remark,
                 "reason": self.acts.reason, "back": self.acts.take_back}
        box.asked.connect(lambda name: asked[name]())
        self.panel.choose.clicked.connect(lambda: show_menu(self, self.panel.choose))
        self.panel.agreement.clicked.connect(lambda: self.window.actions_["review.agreement"].trigger())
        for signal in (self.panel.left, self.panel.list.left):
            signal.connect(self.window.view.setFocus)

    def _filter(self) -> None:
        """Show what fits the filter as it is typed."""
        wanted, trouble = parse(self.panel.field.text())
        self.model.filter(wanted, self.article_id)
        self.panel.show_trouble(trouble)
        self.show()

    def _on_article(self) -> None:
        if self.on:
            self.model.filter(parse(self.panel.field.text())[0], self.article_id)
            self.arrive()
