from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import Refused
from annotator.domain.sampling import WAYS, Candidate, Size, Way, drawn, size_from

PERSON, AD, GPE = ("entity", "PERSON"), ("boilerplate", "AD"), ("entity", "GPE")
HUNDRED = [Candidate(article=f"a{number}") for number in range(100)]


def ids(found: list[Candidate]) -> list[str]:
    return [each.article for each in found]


def test_a_seed_gives_this_sample_and_no_other_for_all_time() -> None:
    """The five smallest of what `printf '7\\na12' | sha256sum` says for each of the hundred."""
    assert ids(drawn(HUNDRED, "random", Size(5), 7)) == ["a43", "a48", "a74", "a87", "a93"]
    assert ids(drawn(HUNDRED, "random", Size(5), 8)) != ["a43", "a48", "a74", "a87", "a93"]


candidates = st.lists(st.builds(
    Candidate, article=st.text(max_size=3), spans=st.integers(0, 5), differences=st.integers(0, 3),
    labels=st.dictionaries(st.sampled_from([PERSON, AD, GPE]), st.integers(0, 3)),
    confidence=st.none() | st.floats(0, 1)), max_size=30, unique_by=lambda each: each.article).map(
    lambda found: [replace(each, compared=each.differences + 2) for each in found])


@given(candidates, st.sampled_from(WAYS), st.integers(1, 40), st.integers())
def test_samples_are_of_the_size_asked_for_in_order_and_grow(found: list[Candidate], way: Way, size: int,
                                                             seed: int) -> None:
    everything = drawn(found, way, Size(100, True), seed)
    sample = drawn(found, way, Size(size), seed)
    assert len(sample) == min(size, len(everything))
    assert [each for each in found if each in sample] == sample
    larger = drawn(found, way, Size(size + 1), seed)
    assert set(ids(sample)) <= set(ids(larger))


@given(candidates, st.integers(1, 40), st.integers())
def test_an_article_more_moves_no_others(found: list[Candidate], size: int, seed: int) -> None:
    more = [Candidate(article="new one"), *found]
    before, after = ids(drawn(found, "random", Size(size), seed)), ids(drawn(more, "random", Size(size), seed))
    assert set(after) <= {*before, "new one"}


@given(candidates, st.integers(1, 40), st.integers())
def test_the_largest_disagreement_and_the_least_confidence_come_first(found: list[Candidate], size: int,
                                                                      seed: int) -> None:
    sample = drawn(found, "disagreement", Size(size), seed)
    rest = [each for each in found if each not in sample]
    assert all(each.differences for each in sample)
    assert not sample or max((each.disagreement for each in rest), default=0) <= min(
        each.disagreement for each in sample)
    unsure = drawn(found, "confidence", Size(size), seed)
    sure = [each.confidence for each in found if each not in unsure and each.confidence is not None]
    assert not unsure or min(sure, default=1) >= max(each.confidence or 0 for each in unsure)


def test_labels_take_turns_so_that_rare_ones_are_there() -> None:
    many = [Candidate(article=f"p{number}", labels={PERSON: 9}) for number in range(98)]
    few = [Candidate(article="ad1", labels={AD: 1, PERSON: 1}), Candidate(article="ad2", labels={AD: 1})]
    sample = drawn([*many, *few], "label", Size(4), 1)
    assert {"ad1", "ad2"} <= set(ids(sample))
    assert sum(PERSON in each.labels for each in sample) >= 2


def test_only_articles_with_a_label_asked_for_are_chosen() -> None:
    some = [Candidate(article="1", labels={PERSON: 1}), Candidate(article="2", labels={AD: 1}),
            Candidate(article="3", labels={GPE: 1, AD: 0}), Candidate(article="4")]
    assert ids(drawn(some, "label", Size(9), 0, [PERSON, AD])) == ["1", "2"]
    assert ids(drawn(some, "label", Size(9), 0)) == ["1", "2", "3"]


@pytest.mark.parametrize(("size", "there", "number"), [
    (Size(20), 100, 20), (Size(20), 7, 7), (Size(10, True), 100, 10), (Size(10, True), 3, 1), (Size(10, True), 0, 0),
    (Size(100, True), 9, 9), (Size(0, True), 9, 0)])
def test_sizes(size: Size, there: int, number: int) -> None:
    assert size.of(there) == number


def test_sizes_are_read_and_written() -> None:
    assert (size_from(" 20 "), size_from("10%"), size_from("10 %")) == (Size(20), Size(10, True), Size(10, True))
    assert (str(Size(1200)), str(Size(10, True))) == ("1,200", "10 %")
    for wrong in ("", "0", "-3", "101 %", "many", "3.5"):
        with pytest.raises(Refused, match="no size of a sample"):
            size_from(wrong)
