"""Helpers for the tests of the formats."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.record import Record, Refusal

SHARED = Path(__file__).parents[2].parent / "shared"

Read = Callable[..., list[Record | Refusal]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes with a format: `read(Jsonl(), data)`."""

    def do(format, data: bytes, file: str = "in.x", progress=lambda done: None) -> list[Record | Refusal]:
        return list(format.read(io.BytesIO(data), file, progress))

    return do


@pytest.fixture(scope="session")
def write():
    """Write records with a format and return the bytes: `write(Jsonl(), records)`."""

    def do(format, records) -> bytes:
        out = io.BytesIO()
        assert list(format.write(records, out)) == []
        return out.getvalue()

    return do


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test data beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no test data at {SHARED}")
    return SHARED
