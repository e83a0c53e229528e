"""Garbage is looked for less often inside, and as often as before afterward, whoever leaves last."""

import gc

import pytest

from annotator.app.garbage import never_collected, seldom_collected


def test_thresholds_come_back() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == (before[0] * 100, *before[1:])
        with seldom_collected():
            assert gc.get_threshold() == (before[0] * 100, *before[1:])
        assert gc.get_threshold() == (before[0] * 100, *before[1:])
    assert gc.get_threshold() == before
    with pytest.raises(ValueError, match="broken"), seldom_collected():
        raise ValueError("broken")
    assert gc.get_threshold() == before


def test_no_garbage_is_looked_for_until_the_outermost_has_left() -> None:
    assert gc.isenabled()
    with never_collected():
        with pytest.raises(ValueError, match="broken"), never_collected():
            raise ValueError("broken")
        assert not gc.isenabled()
    assert gc.isenabled()
