"""The figures against libraries that nobody here wrote, on data that nobody here labeled, to nine places."""

import random
from collections.abc import Sequence

import pytest

from annotator.domain.agreement.figures import Figures, PairFigures
from annotator.domain.coding import Coded, Coding
from tests.domain.agreement.codings import SHARED, figures, published, tags, touched
from tests.domain.agreement.some import coded, ordered

NINE = 1e-9


def words(chance: random.Random) -> Coding:
    """Return 60 words that two annotators labeled, words as a whole, none twice by one of them."""
    text = " ".join(chance.choice(("Iraq", "said,", "“no”", "to", "Ottawa", "–", "naïve")) for _ in range(60))
    starts = [place for place in range(len(text)) if place == 0 or text[place - 1] == " "]
    ends = [text.find(" ", place) if " " in text[place:] else len(text) for place in starts]
    spans: dict[str, tuple[Coded, ...]] = {}
    for name in ("ana", "bob"):
        some, at = [], 0
        while (at := at + chance.choice((0, 0, 1, 3))) < 57:
            count = chance.choice((1, 1, 2, 3))
            some.append(coded((starts[at], ends[at + count - 1]), label=chance.choice("PPO")))
            at += count
        spans[name] = tuple(ordered(some))
    return Coding(article=str(chance.random()), title="", length=len(text), text=text, spans=spans,
                  statuses=dict.fromkeys(spans, "done"))


def oppositional() -> list[Coding]:
    if not (SHARED / "dbl-oppositional").is_dir():
        pytest.skip("the shared data are not there")
    return list(published("dbl-oppositional"))


@pytest.fixture(scope="module", params=["made up", "published"])
def codings(request: pytest.FixtureRequest) -> list[Coding]:
    """Articles that two annotators labeled."""
    if request.param == "published":
        return oppositional()
    chance = random.Random(20)
    return [words(chance) for _ in range(30)]


@pytest.fixture(scope="module")
def pair(codings: Sequence[Coding]) -> PairFigures:
    a, b = codings[0].spans
    return figures(a, b, codings)


def coded_tokens(codings: Sequence[Coding], label: str = "") -> list[list[int]]:
    """Return for each of the two annotators 1 or 0 for each token of all articles."""
    return [[each for coding in codings for each in touched(
        [span for span in coding.spans[name] if label in ("", span.label)], coding.text)] for name in codings[0].spans]


def check_tokens(found: Figures, a: list[int], b: list[int]) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    metrics = pytest.importorskip("sklearn.metrics")
    assert found.kappa == pytest.approx(metrics.cohen_kappa_score(a, b), abs=NINE)
    assert found.alpha == pytest.approx(krippendorff.alpha([a, b], level_of_measurement="nominal"), abs=NINE)
    (neither, only_b), (only_a, both) = metrics.confusion_matrix(a, b)
    assert found.tokens == (both, only_a, only_b, neither)


def test_kappa_and_alpha_are_those_of_scikit_learn_and_krippendorff(
        codings: Sequence[Coding], pair: PairFigures) -> None:
    layer = pair.layers["entity"]
    check_tokens(layer, *coded_tokens(codings))
    assert (layer.kappa, layer.alpha) == (pair.all.kappa, pair.all.alpha)
    for label, figures_ in layer.labels.items():
        check_tokens(figures_, *coded_tokens(codings, label))


def test_an_article_alone_is_as_the_libraries_see_it(codings: Sequence[Coding], pair: PairFigures) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    for coding in codings[:10]:
        a, b = coded_tokens([coding])
        if len({*a, *b}) == 2:
            assert pair.all.by_article[coding.article]["kappa"] == pytest.approx(
                metrics.cohen_kappa_score(a, b), abs=NINE)


def test_exact_f1_is_that_of_nervaluate_and_seqeval() -> None:
    """For spans on whole words that do not overlap within one annotator, which is all that their input can say."""
    evaluator = pytest.importorskip("nervaluate.evaluator")
    metrics = pytest.importorskip("seqeval.metrics")
    scheme = pytest.importorskip("seqeval.scheme")
    chance = random.Random(21)
    codings = [words(chance) for _ in range(40)]
    a, b = ([tags(coding.spans[name], coding.text) for coding in codings] for name in ("ana", "bob"))
    found = figures("ana", "bob", codings).all
    theirs = evaluator.Evaluator(a, b, tags=["P", "O"], loader="list").evaluate()["overall"]["strict"]
    assert (found.precision_exact, found.recall_exact, found.f1_exact) == (
        pytest.approx(theirs.precision, abs=NINE), pytest.approx(theirs.recall, abs=NINE),
        pytest.approx(theirs.f1, abs=NINE))
    for ours, name in ((found.precision_exact, "precision_score"), (found.recall_exact, "recall_score"),
                       (found.f1_exact, "f1_score")):
        assert ours == pytest.approx(getattr(metrics, name)(a, b, mode="strict", scheme=scheme.IOB2), abs=NINE)


def test_exact_f1_of_the_oppositional_set_is_what_is_said_of_it() -> None:
    found = figures("annotator1", "annotator2", oppositional())
    assert found.all.f1_exact == pytest.approx(0.588, abs=5e-4)
    assert found.articles == 50


def test_kappa_over_labels_is_inceptions() -> None:
    """INCEpTION's CohenKappaAgreementMeasureTest (two users, one of nine part-of-speech tags differs) wants 0.86153 for
    kappa over the labels of given positions. Ours asks whether a token is labeled; but what it counts by label gives
    theirs: the tokens of each label by A, by B, and by both."""
    folder = SHARED / "peer-inception" / "raw" / "inception" / "inception-agreement"
    if not folder.is_dir():
        pytest.skip("the shared data are not there")
    spans: dict[str, tuple[Coded, ...]] = {}
    for name in ("kappatest", "kappaspandiff"):
        lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        text = " ".join(row[1] for row in rows)
        at, some = 0, []
        for _, word, tag, *_ in rows:
            some.append(coded((at, at + len(word)), label=tag.removeprefix("B-")))
            at += len(word) + 1
        spans[name] = tuple(ordered(some))
    found = figures("kappatest", "kappaspandiff", [Coding(
        article="1", title="", length=len(text), text=text, spans=spans, statuses=dict.fromkeys(spans, "done"))])
    tables = [each.tokens for each in found.layers["entity"].labels.values()]
    alike = sum(both for both, _, _, _ in tables)
    chance = sum((both + a) * (both + b) for both, a, b, _ in tables) / 9
    assert (alike - chance) / (9 - chance) == pytest.approx(0.86153, abs=1e-5)
    assert found.all.counts == {"same": 8, "boundary": 0, "label": 1, "missing": 0, "extra": 0}
    assert found.all.kappa is None  # every token is labeled by both


def test_exact_f1_of_the_crowd_is_what_is_said_of_it() -> None:
    """Five workers of 68 a task, most of whom found nothing: spans are pooled over every pair of a task."""
    if not (SHARED / "dbl-btc-crowd").is_dir():
        pytest.skip("the shared data are not there")
    same = spans = pairs = 0
    for coding in published("dbl-btc-crowd"):
        names = list(coding.spans)
        for number, a in enumerate(names):
            for b in names[number + 1:]:
                counts = figures(a, b, [coding]).all.counts
                pairs += 1
                same += counts["same"]
                spans += 2 * sum(counts.values()) - counts["missing"] - counts["extra"]
    assert pairs == 575 * 10
    assert 2 * same / spans == pytest.approx(0.356, abs=5e-4)

