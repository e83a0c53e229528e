"""Identifiers."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import annotator.domain.ids as ids
from annotator.domain.ids import new_id


def test_an_id_is_a_ulid_of_now():
    before = time.time_ns() // 1_000_000
    id = new_id()
    assert re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", id)
    value = 0
    for sign in id:
        value = value * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(sign)
    assert before <= value >> 80 <= time.time_ns() // 1_000_000 + 1


def test_ids_sort_in_the_order_they_were_made():
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))


def test_ids_still_sort_where_the_clock_stands_still_or_goes_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 5)
    monkeypatch.setattr(ids, "_last", ids._last)
    assert first < new_id() < new_id()


def test_threads_never_make_the_same_id(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: 5)
    monkeypatch.setattr(ids, "_last", ids._last)
    with ThreadPoolExecutor(8) as pool:
        made = [id for many in pool.map(lambda _: [new_id() for _ in range(2000)], range(8)) for id in many]
    assert len(set(made)) == len(made)
