"""Out and in again through the commands: no code point and no byte is lost."""

from pathlib import Path

import orjson
import pytest

TORTURE = (
    "\ufeff😀 👨‍👩‍👧‍👦 🏳️‍🌈 🇫🇷🇨🇦 e\u0301 n\u0303\u0323 He said مرحبا بالعالم twice.\r\n"
    "tab\there\u2028line\u2029para\u0085next\x01\x1b\x7f\u00a0nbsp \ufdd0 \U0010ffff\r" + "x" * 20_000 + "\n"
)


def span(text: str, id: str, label: str, layer: str, *ranges: tuple[int, int], **more) -> dict:
    return {
        "id": id,
        "start": ranges[0][0],
        "end": ranges[-1][1],
        "label": label,
        "layer": layer,
        "text": " ".join(text[start:end] for start, end in ranges),
        "origin": "manual",
        **({"fragments": ranges} if len(ranges) > 1 else {}),
        **more,
    }


@pytest.fixture
def there_and_back(run):
    """Import a file, export it, import that into another project, export that; return the two exports."""

    def do(file: Path) -> tuple[bytes, bytes]:
        assert run("import", "a.annotator", file).code == 0
        assert run("export", "a.annotator", "-o", "a.jsonl").code == 0
        assert run("import", "b.annotator", "a.jsonl").code == 0
        assert run("export", "b.annotator", "-o", "b.jsonl").code == 0
        assert run("check", "b.annotator").code == 0
        return Path("a.jsonl").read_bytes(), Path("b.jsonl").read_bytes()

    return do


def test_a_torture_article(there_and_back):
    family, arabic = TORTURE.index("👨"), TORTURE.index("مرحبا")
    spans = [
        span(TORTURE, "S1", "PERSON", "entity", (0, 2)),
        span(
            TORTURE,
            "S3",
            "EVENT",
            "entity",
            (family, family + 7),
            (arabic, arabic + 5),
            comment="both\n",
            confidence=0.5,
        ),
        span(
            TORTURE, "S2", "FACTUAL", "claim", (family, len(TORTURE)), attributes={"checkworthy": "yes", "stance": "no"}
        ),
    ]
    spans.sort(key=lambda each: (each["start"], -each["end"], each["id"]))
    line = {
        "id": "T",
        "text": TORTURE,
        "meta": {"title": "Torture 😀", "deep": {"a": [1, 2.5, None, True, "\x00é"]}, "big": 2**64 - 1},
        "annotator": "ana",
        "status": "done",
        "spans": spans,
        "relations": [{"id": "R", "head": "S2", "tail": "S1", "label": "SAID_BY"}],
        "notes": "\ufeffnotes\r\n",
    }
    bob = {**line, "annotator": "bob", "status": "new", "spans": [], "relations": [], "notes": ""}
    del bob["relations"], bob["notes"]
    data = b"".join(orjson.dumps(each) + b"\n" for each in (line, bob))
    Path("in.jsonl").write_bytes(data)
    assert there_and_back(Path("in.jsonl")) == (data, data)


def test_a_review_with_all_it_has(there_and_back):
    """Verdicts on spans that are there, on one that is gone, on a set without spans, answers and a thread."""
    text, at = "Iraq waits. 😀 Erbil", ["2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"]
    proposal = span(text, "S1", "ORG", "entity", (0, 4), (14, 19), attributes={"a": True, "b": 0.5}, comment="c",
                    confidence=0.25)
    answer = {"answer": "dispute", "answered_by": "ana", "answered_at": at[1]}
    line = {
        "id": "T", "text": text, "meta": {"title": "T"}, "annotator": "ana", "status": "done",
        "spans": [span(text, "S1", "GPE", "entity", (0, 4))],
        "verdicts": [
            {"span": "GONE", "verdict": "reject", "reason": "no span", "comment": "why?\n", "by": "bob", "at": at[0]},
            {"span": "S1", "verdict": "edit", "by": "bob", "at": at[0], "proposal": proposal, **answer},
            {"span": "S1", "verdict": "question", "by": "carl", "at": at[1]}],
        "remarks": [{"id": "R2", "span": "S1", "by": "bob", "at": at[0], "text": "Ottawa\u2028or 🇨🇦?"},
                    {"id": "R1", "span": "S1", "by": "ana", "at": at[1], "text": "Ottawa."}]}
    other = {**line, "annotator": "dora", "status": "new", "spans": [],
             "verdicts": [{"span": "D1", "verdict": "accept", "by": "bob", "at": at[0]}]}
    del other["remarks"]
    data = b"".join(orjson.dumps(each) + b"\n" for each in (line, other))
    Path("in.jsonl").write_bytes(data)
    assert there_and_back(Path("in.jsonl")) == (data, data)


def test_the_articles_of_the_data_folder(there_and_back, shared, run):
    file = shared / "articles" / "iraq-base-attack.txt"
    first, second = there_and_back(file)
    assert first == second
    text = orjson.loads(first)["text"]
    assert text == file.read_text(encoding="utf-8")
    assert "\u00a0" in text


def test_the_samples(there_and_back):
    samples = Path(__file__).parents[2] / "resources" / "samples" / "articles.jsonl"
    first, second = there_and_back(samples)
    assert first == second
    assert first.count(b"\n") == 3
