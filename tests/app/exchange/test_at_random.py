"""Whatever two people do and in whatever order they send it: nobody's edits are lost, and both end with the same."""

import tempfile
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from annotator.app.feedback import all_feedback
from annotator.app.operations.feedback import AcceptVerdict, Dispute, Reply, TakeBackAnswer
from annotator.app.operations.review import AddRemark
from annotator.app.operations.spans import Relabel, RemoveSpans
from annotator.app.operations.text import CorrectText
from annotator.domain.errors import UserError
from annotator.domain.feedback import Feedback
from annotator.domain.merging.base import Base, base_of
from annotator.domain.review import Verdict
from tests.app.exchange.two import Person, two

ARTICLES, WORDS, LABELS = st.sampled_from(["a1", "a2"]), st.integers(0, 8), st.sampled_from(["GPE", "ORG", "PERSON"])


class Exchange(RuleBasedStateMachine):
    """Ana labels and answers, bob reviews; files go either way."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.ana, self.bob = self._stack.enter_context(two(self._folder))
        self._files = 0
        self._hers = "ana"
        """What bob calls her."""

    @initialize()
    def begin(self) -> None:
        """Ana has labelled something, and bob has it."""
        for words in ("Ottawa", "Iraq"):
            self.ana.label("ORG", words)
        self.ana.label("ORG", "Erbil", "a2")
        self.send_project()
        self.bob.begin_review()

    # What they do

    @rule(article=ARTICLES, word=WORDS, label=LABELS)
    def ana_labels(self, article: str, word: int, label: str) -> None:
        _label(self.ana, article, word, label)

    @rule(article=ARTICLES, word=WORDS, label=LABELS)
    def bob_labels(self, article: str, word: int, label: str) -> None:
        _label(self.bob, article, word, label)

    @rule(article=ARTICLES, number=WORDS)
    def ana_deletes(self, article: str, number: int) -> None:
        if spans := self.ana.spans(article):
            self.ana.session.execute(RemoveSpans(self.ana.ref(article), [spans[number % len(spans)].id]))

    @rule(article=ARTICLES, number=WORDS, label=LABELS)
    def ana_relabels(self, article: str, number: int, label: str) -> None:
        if spans := self.ana.spans(article):
            _tried(self.ana, Relabel(self.ana.ref(article), spans[number % len(spans)].id, "entity", label))

    @rule(article=ARTICLES)
    def ana_corrects_the_text(self, article: str) -> None:
        before = self.ana.session.reader.article(article).text
        if len(before) < 120:
            self.ana.session.execute(CorrectText(article, before, f"Now: {before}"))

    @rule(article=ARTICLES, number=WORDS, label=LABELS, kind=st.sampled_from(["accept", "reject", "edit", "question"]))
    def bob_decides(self, article: str, number: int, label: str, kind: str) -> None:
        spans = [(whose, each) for whose in (self._hers, "bob") for each in self.bob.spans(article, whose)]
        if spans:
            whose, span = spans[number % len(spans)]
            proposal = replace(span, label=label) if kind == "edit" else None
            self.bob.decide(kind, span, article, whose, proposal)  # type: ignore[arg-type]

    @rule(article=ARTICLES, number=WORDS)
    def bob_remarks(self, article: str, number: int) -> None:
        if spans := self.bob.spans(article, self._hers):
            ref = self.bob.ref(article, self._hers)
            self.bob.session.execute(AddRemark(ref, spans[number % len(spans)].id, "Look."))

    @rule(article=ARTICLES, number=WORDS)
    def bob_takes_back(self, article: str, number: int) -> None:
        if verdicts := self.bob.threads(article, self._hers)[0]:
            self.bob.take_back(verdicts[number % len(verdicts)])

    @precondition(lambda self: self._hers == "ana")
    @rule()
    def bob_renames_ana(self) -> None:
        self._hers = "Ana K."
        self.bob.rename(self.ana, self._hers)

    @rule(number=st.integers(0, 30), answer=st.sampled_from(["accept", "dispute", "reply", "take back"]))
    def ana_answers(self, number: int, answer: str) -> None:
        items: list[Feedback] = [
            each for article in all_feedback(self.ana.session.reader, "ana") for each in article.items]
        if items:
            key = items[number % len(items)].key
            operation = {"accept": AcceptVerdict(*key), "dispute": Dispute(*key, "No."), "reply": Reply(*key, "Well."),
                         "take back": TakeBackAnswer(*key)}[answer]
            _tried(self.ana, operation)

    # What they send

    @rule()
    def send_project(self) -> None:
        file = self._file("annotator")
        self.ana.session.project.backup(file)
        self._merge(self.bob, file)

    @rule()
    def send_answers(self) -> None:
        file = self._file("jsonl")
        try:
            self.ana.save_answers(file)
        except UserError:  # nothing was reviewed yet
            return
        self._merge(self.bob, file)

    @rule()
    def send_review(self) -> None:
        file = self._file("jsonl")
        try:
            self.bob.save_review(file, self._hers)
        except UserError:  # nothing was decided yet
            return
        self._merge(self.ana, file)

    @precondition(lambda self: self._files > 2)
    @rule()
    def both_send_and_have_the_same(self) -> None:
        self.send_review()
        self.send_project()
        self.send_review()
        for article in ("a1", "a2"):
            hers, copied = self.ana.spans(article), self.bob.spans(article, self._hers)
            assert [(each.id, each.label, each.quote) for each in hers] == [
                (each.id, each.label, each.quote) for each in copied]
            for whose, there in (("ana", self._hers), ("bob", "bob")):
                left, right = self.ana.threads(article, whose), self.bob.threads(article, there)
                assert [self._said(each) for each in right[1]] == left[1]
                base = base_of(self.bob.session.reader.merge_base(self.bob.ref(article, there))) or Base()
                kept = [each for each in left[0] if not base.is_withdrawn(each)]
                assert [_told(each) for each in kept] == [_told(self._said(each)) for each in right[0]]

    def teardown(self) -> None:
        for each in (self.ana, self.bob):
            assert list(each.session.reader.problems()) == []
        self._stack.close()

    def _said(self, one: Any) -> Any:
        """Return what bob has as ana has it, who is called otherwise by him."""
        names = {self._hers: "ana"}
        more = {name: names.get(by, by) for name in ("by", "answered_by") if (by := getattr(one, name, ""))}
        return replace(one, ref=one.ref._replace(annotator=names.get(one.ref.annotator, one.ref.annotator)), **more)

    def _file(self, ending: str) -> Path:
        self._files += 1
        return self._folder / f"{self._files}.{ending}"

    def _merge(self, person: Person, file: Path) -> None:
        """Merge, which never touches one's own spans and needs no decision; again, it does nothing."""
        own = [person.spans(article) for article in ("a1", "a2")]
        counts = person.merge(file)
        assert (counts.conflicts, counts.refused) == ([], [])
        assert [person.spans(article) for article in ("a1", "a2")] == own
        seen, steps = person.seen(), len(person.session.history())
        person.merge(file)
        assert person.seen() == seen
        assert len(person.session.history()) == steps


def _label(person: Person, article: str, word: int, label: str) -> None:
    text = person.session.reader.article(article).text.replace("Now: ", "")  # which only one of the two has
    words = [each.strip(".,:") for each in text.split()]
    with suppress(IndexError):  # that is labelled so already
        person.label(label, words[word % len(words)], article)


def _tried(person: Person, operation: object) -> None:
    with suppress(UserError):  # it cannot be done now, and changed nothing
        person.session.execute(operation)  # type: ignore[arg-type]


def _told(verdict: Verdict) -> object:
    """Return a verdict apart from where its proposal stands: the two texts may differ."""
    proposal = verdict.proposal and (verdict.proposal.label, verdict.proposal.quote)
    return replace(verdict, proposal=None), proposal


TestExchange = Exchange.TestCase
TestExchange.settings = settings(max_examples=12, stateful_step_count=20,
                                 suppress_health_check=list(HealthCheck))
