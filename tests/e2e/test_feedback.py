"""A review there and back: files by commands, the walk through the feedback in the real window, by keys alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Program
from tests.e2e.test_article import run

pytestmark = pytest.mark.e2e
TEXT = "Ottawa reacted on Monday.\n\nIraq is safe, said Jessica Lamirande.\n\nStory continues below advertisement"


def span(words: str, label: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"id": words.split()[-1], "start": start, "end": start + len(words), "label": label, "layer": "entity",
            "text": words}


def verdict(of: str, kind: str, **more: object) -> dict[str, Any]:
    return {"span": of, "verdict": kind, "by": "bob", "at": "2026-11-22T10:00:00Z", **more}


def write(path: Path, **line: object) -> Path:
    path.write_text(json.dumps({"id": "A1", "text": TEXT, **line}) + "\n", encoding="utf-8")
    return path


def read(project: Path, annotator: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("export", project, "--annotator", annotator))
    return found


def test_a_review_there_and_back(start: Callable[..., Program], tmp_path: Path,
                                 monkeypatch: pytest.MonkeyPatch) -> None:
    ana, bob = tmp_path / "ana.annotator", tmp_path / "bob.annotator"
    spans = [span("Ottawa", "ORG"), span("Monday", "ORG"), span("Iraq", "ORG"), span("Jessica Lamirande", "PERSON")]
    run("import", ana, write(tmp_path / "hers.jsonl", annotator="ana", spans=spans))
    monkeypatch.setenv("LOGNAME", "bob")
    run("import", bob, write(tmp_path / "article.jsonl"))
    run("merge", bob, ana)
    run("import", bob, write(tmp_path / "verdicts.jsonl", annotator="ana", verdicts=[
        verdict("Ottawa", "edit", proposal=span("Ottawa", "GPE"), reason="wrong label"),
        verdict("Monday", "reject"), verdict("Iraq", "question", comment="Which?"), verdict("Lamirande", "accept")]))
    run("review-file", bob, "--for", "ana", "--by", "bob", "-o", tmp_path / "review.jsonl")
    monkeypatch.setenv("LOGNAME", "ana")
    run("merge", ana, tmp_path / "review.jsonl")

    program = start(str(ana))
    program.press("ctrl+shift+b", painted=True)
    program.press("a", painted=True)
    program.press("d", "n", "o", painted=False)
    program.press("Return", painted=True)
    program.press("c", "m", "y")
    program.press("Return")
    program.press("Escape", "Escape")
    program.press("ctrl+Home", painted=True)
    program.quit()

    saved = read(ana, "ana")
    assert [(each["text"], each["label"]) for each in saved["spans"]] == [
        ("Ottawa", "GPE"), ("Monday", "ORG"), ("Iraq", "ORG"), ("Jessica Lamirande", "PERSON")]
    run("review-file", ana, "--answers", "--for", "bob", "--by", "ana", "-o", tmp_path / "answers.jsonl")
    monkeypatch.setenv("LOGNAME", "bob")
    for _ in range(2):
        run("merge", bob, tmp_path / "answers.jsonl")
    received = read(bob, "ana")
    assert received == saved
    assert {each["span"]: each.get("answer", "") for each in received["verdicts"]} == {
        "Ottawa": "accept", "Monday": "dispute", "Iraq": "", "Lamirande": ""}
    assert [(each["span"], each["text"]) for each in received["remarks"]] == [("Monday", "no"), ("Iraq", "my")]
    for project in (ana, bob):
        run("check", project)
