"""Projects and databases that the benchmarks run on."""

import random
import sqlite3
from itertools import cycle
from pathlib import Path
from typing import Any

import orjson

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from annotator.domain.text import trim

_SENTENCE = ("the rockets fired at the coalition base next to the main airport did not reach the facility but later "
             "reports suggested several landed inside the compound said a minister in Ottawa on Monday")


def article(seed: int) -> str:
    """Return about 8 kB of text in 25 paragraphs."""
    chance, words = random.Random(seed), _SENTENCE.split()
    return "\n\n".join(" ".join(chance.choices(words, k=55)) + "." for _ in range(25))


def make_project(path: Path, articles: int) -> Path:
    """Return a project in which every article has 60 spans of ana's (in a large one every hundredth)."""
    lines = path.with_suffix(".jsonl")
    with lines.open("wb") as out:
        for number in range(articles):
            labels = cycle(["GPE", "ORG", "PERSON", "FACTUAL"])
            starts = range(10, 10 + 60 * 100, 100) if articles <= 100 or number % 100 == 0 else ()
            spans = [{"start": start, "end": start + 12, "label": next(labels)} for start in starts]
            out.write(orjson.dumps({"id": f"a{number}", "text": article(number), "annotator": "ana",
                                    "meta": {"title": f"Article {number}"}, "status": "in_progress",
                                    "spans": spans}) + b"\n")
    session = Session(bootstrap.create_project(path), "ana")
    counts = import_files(session, bootstrap.formats(), [Source(lines)], ImportOptions())
    assert not counts.refused
    session.close()
    return path


def large_text(*, one_paragraph: bool = False) -> str:
    """Return 1 MB in paragraphs of some 500 characters, or 500 kB in one."""
    chance, words = random.Random(3), _SENTENCE.split()
    if one_paragraph:
        return (" ".join(chance.choices(words, k=90_000)))[:500_000]
    lines = []
    while sum(map(len, lines)) + len(lines) < 1_000_000:
        lines += [" ".join(chance.choices(words, k=90)) + "." for _ in range(50)]
    return "\n".join(lines)[:1_000_000]


def make_large(path: Path, text: str, spans: int = 10_000) -> Path:
    """Return a project with one article and spans of all forms, five deep: each begins where the one before has
    gone a fifth of its way."""
    step, labels = len(text) // (spans + 5), cycle(["PERSON", "GPE", "FACTUAL", "ORG", "AD", "OPINION", "DATE"])
    made = [{"start": n * step, "end": (n + 5) * step, "label": next(labels)} for n in range(spans)]
    line = path.with_suffix(".jsonl")
    line.write_bytes(orjson.dumps({"id": "large", "text": text, "annotator": "ana", "status": "in_progress",
                                   "spans": [_trimmed(text, span) for span in made]}) + b"\n")
    session = Session(bootstrap.create_project(path), "ana")
    counts = import_files(session, bootstrap.formats(), [Source(line)], ImportOptions())
    assert counts.spans_added == spans
    session.close()
    return path


def _trimmed(text: str, span: dict[str, Any]) -> dict[str, Any]:
    start, end = trim(text, span["start"], span["end"])
    return {**span, "start": start, "end": end}


def raw_database(path: Path) -> sqlite3.Connection:
    """Return the least that keeps a span durably: one table, WAL, synchronous=FULL."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE spans (id INTEGER PRIMARY KEY, start, end, label)")
    return raw
