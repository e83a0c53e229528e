"""Lanes of the margin: nothing overlaps in a lane, what matters most gets one, and the rest is counted."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article_view.margin import LANES, Hidden, Wanted, count_hidden, lanes_in, lay_lanes

PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=14)


def wanted(places: list[tuple[int, int]]) -> list[Wanted]:
    return [Wanted(f"r{number}", start, start + length) for number, (start, length) in enumerate(places)]


@given(PLACES, st.integers(1, 4), st.sets(st.integers(0, 13)))
def test_no_two_in_a_lane_meet_and_none_is_missing(places: list[tuple[int, int]], lanes: int,
                                                   chosen: set[int]) -> None:
    all_of_them, first = wanted(places), {f"r{number}" for number in chosen}
    found = lay_lanes(all_of_them, lanes, first)
    assert all(0 <= lane < lanes for lane in found.values())
    for one, other in combinations([each for each in all_of_them if each.relation in found], 2):
        if found[one.relation] == found[other.relation]:
            assert one.end < other.start or other.end < one.start
    strong = [each for each in all_of_them if each.relation in first]
    assert {each.relation for each in strong} & found.keys() == lay_lanes(strong, lanes).keys()
    hidden = count_hidden(each for each in all_of_them if each.relation not in found)
    assert sum(each.number for each in hidden) == len(all_of_them) - len(found)


@given(PLACES, st.integers(0, 14))
def test_lanes_stay_when_others_come_into_sight(places: list[tuple[int, int]], seen: int) -> None:
    before = lay_lanes(wanted(places)[:seen], 3)
    after = lay_lanes(wanted(places), 3, (), before)
    assert {relation: after[relation] for relation in before} == before


def test_others_make_room_for_what_is_selected() -> None:
    three = wanted([(0, 10), (2, 10), (4, 10)])
    kept = lay_lanes(three, 2)
    left_out = next(each.relation for each in three if each.relation not in kept)
    assert left_out in lay_lanes(three, 2, {left_out}, kept)


def test_hidden_ones_that_overlap_are_counted_together() -> None:
    assert count_hidden(wanted([(0, 5), (3, 9), (20, 2)])) == [Hidden(0, 12, 2), Hidden(20, 22, 1)]


def test_a_narrow_margin_has_fewer_lanes_but_one() -> None:
    assert (lanes_in(0), lanes_in(24), lanes_in(500)) == (1, 4, LANES)
