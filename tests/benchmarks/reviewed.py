"""A project that two annotators have labeled, who agree on most of it."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from tests.benchmarks.projects import article

LABELS = {"PERSON": "entity", "GPE": "entity", "ORG": "entity", "EVENT": "entity", "FACTUAL": "claim",
          "OPINION": "claim"}
_SAMPLES = 200
"""So many different texts, which come again and again: making them is not what is measured."""


def make_reviewed(path: Path, articles: int, spans: int = 40) -> Path:
    """Return a project in which ana and bob have so many spans on each article. Of bob's one in ten has another
    boundary, one in twenty another label, and as many are elsewhere."""
    samples = [article(seed) for seed in range(_SAMPLES)]
    return put_reviewed(path, (f"{number} {samples[number % _SAMPLES]}" for number in range(articles)), spans)


def put_reviewed(path: Path, texts: Iterable[str], spans: int) -> Path:
    """Return such a project of these texts."""
    lines, articles = path.with_suffix(".jsonl"), 0
    with lines.open("wb") as out:
        for number, text in enumerate(texts):
            articles += 1
            mine = list(_spans(random.Random(number), len(text), spans))
            for who, labeled in (("ana", mine), ("bob", list(_second_look(random.Random(-1 - number), mine)))):
                out.write(orjson.dumps({
                    "id": f"a{number}", "text": text, "annotator": who, "meta": {"title": f"Article {number}"},
                    "status": "done", "spans": labeled}) + b"\n")
    session = Session(bootstrap.create_project(path), "bob")
    counts = import_files(session, bootstrap.formats(), [Source(lines)], ImportOptions())
    assert not counts.refused
    assert counts.spans_added == 2 * articles * spans
    session.close()
    return path


def _spans(chance: random.Random, length: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield names and longer claims; one in twenty reaches over the next ones."""
    step = length // (count + 3)
    for n in range(count):
        label = chance.choice(list(LABELS))
        start = n * step + chance.randrange(step // 4)
        size = chance.randrange(step // 3, step * 2 // 3) if LABELS[label] == "claim" else chance.randrange(4, 25)
        yield {"start": start, "end": start + (size if chance.randrange(20) else 2 * step), "label": label,
               "layer": LABELS[label]}


def _second_look(chance: random.Random, spans: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    names = list(LABELS)
    for span in spans:
        dice = chance.randrange(20)
        if dice < 2:
            yield {**span, "end": span["end"] + 3}
        elif dice == 2:
            label = names[(names.index(span["label"]) + 1) % len(names)]
            yield {**span, "label": label, "layer": LABELS[label]}
        elif dice == 3:
            yield {**span, "start": span["start"] + 30, "end": span["start"] + 40}
        else:
            yield span
