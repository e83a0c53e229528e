"""Searching: every word of the language against the file, in texts and spans, and in any script."""

import pytest

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.search import Hit
from annotator.domain.search_words import parse
from annotator.store import searching
from annotator.store.project import ProjectFile
from tests.store.conftest import ANA, AT, BOB, article, link, span

TEXTS = {
    "zh": "在北京市，今天天气很好。北京的人很多", "th": "ประเทศไทยวันนี้", "ja": "東京タワー", "hi": "हिन्दी भाषा",
    "de": "Die Straße in Mu\u0308nchen", "quotes": "“Rockets,” he said – 5G\u00a0networks don’t lie. 🚀 U.S. base_ball",
}


@pytest.fixture
def worked(project: ProjectFile) -> ProjectFile:
    """ana has a1 (done, spans with answers and comments, a relation), bob a1 and a2; texts of many scripts."""
    with project.write(annotator="ana", at=AT) as write:
        write.add_articles([article(name, text) for name, text in TEXTS.items()])
        write.add_spans(ANA, [
            span("s2", (5, 9), label="ORG", comment="Check this", attributes={"seen": True, "n": 3, "w": 0.5}),
            span("s1", attributes={"sure": "no", "Stance": "unsure"}, origin="propagated"),
            span("s3", (0, 4), (16, 20), layer="claim", label="FACTUAL")])
        write.add_relations(ANA, [link("r1", "s3", "s1")])
        write.put_set(AnnotationSet(ref=ANA, status="done"))
        write.add_spans(BOB, [span("b1", label="ORG")])
        write.put_set(AnnotationSet(ref=SetRef("a2", "bob"), status="in_progress"))
    return project


def hits(project: ProjectFile, words: str, annotator: str = "ana") -> list[Hit]:
    query, _ = parse(words)
    with project.snapshot() as reader:
        found = list(reader.search(annotator, query))
    assert found == list(project.reader().search(annotator, query))
    for hit in found:
        if hit.range:
            covered = project.reader().article(hit.article).text[slice(*hit.range)]
            assert hit.quote == " ".join(covered.split())
    return found


def told(found: list[Hit]) -> str:
    return " ".join(f"{hit.article}:{hit.span.id if hit.span else hit.quote}" for hit in found)


@pytest.mark.parametrize(("words", "expected"), [
    ("IRAQ", "a1:Iraq"), ("ir*", "a1:Iraq"), ("ira", ""), ("*tory", "a1:Story"), ("*or*", "a1:Story quotes:networks"),
    ("ottawa reacted", "a2:Ottawa a2:reacted"), ("reacted iraq", ""), ("ottawa -reacted", ""),
    ("ottawa -war", "a2:Ottawa"),
    ('"story continues"', "a1:Story continues"), ('"continues story"', ""), ('"continue*', "a1:continues"),
    ('"story contin"*', "a1:Story continues"), ("the end", "a1:The a1:end"),
    ("A2", "a2:A2"), ("a2 ottawa", "a2:A2 a2:Ottawa"), ("in:title a3", "a3:A3"), ("in:title ottawa", ""),
    ("-in -iraq -北京 -ประเทศ* -東 -हिन्दी -rockets", "a2:"),
    ("العراق", "a1:العراق"), ("北京", "zh:北京 zh:北京"), ("北京市", "zh:北京市"), ("京", "zh:京 zh:京 ja:京"),
    ("多", "zh:多"),
    ("天京", ""), ("ไทย", "th:ไทย"), ("ย", "th:ย"), ("東京", "ja:東京"), ("タワー", "ja:タワー"),
    ("हिन्दी", "hi:हिन्दी"),
    ("हिन्द", ""),
    ("strasse", "a3:Straße de:Straße"), ("MÜNCHEN", "de:Mu\u0308nchen"), ("munchen", ""), ("izmir", "a3:İzmir"),
    ("İZMİR", "a3:İzmir"), ("évian", "a3:ÉVIAN"), ("rockets", "quotes:Rockets"), ("don't", ""),
    ("don’t", "quotes:don’t"),
    ('"5g networks"', "quotes:5G networks"), ("🚀", "quotes:🚀"), ("u.s.", "quotes:U.S."), ("👩‍👩‍👧", "a1:👩‍👩‍👧"),
    ("base", ""), ("base_ball", "quotes:base_ball"), ("base_*", "quotes:base_ball"), ("*_ball", "quotes:base_ball"),
    ("status:done", "a1:"), ("status:new by:bob", "a1: a3: zh: th: ja: hi: de: quotes:"), ("status:in_progress", ""),
    ("status:in_progress by:*", "a2:"), ("status:new by:*", "a1: a3: zh: th: ja: hi: de: quotes:"),
    ("status:done iraq", "a1:Iraq"), ("status:new iraq", ""), ("status:skipped status:done", "a1:"),
])
def test_texts(worked: ProjectFile, words: str, expected: str) -> None:
    assert told(hits(worked, words)) == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("label:gpe", "a1:s1"), ("label:ORG", "a1:s2"), ("label:GPE label:ORG", "a1:s1 a1:s2"), ("label:NONE", ""),
    ("layer:claim", "a1:s3"), ("layer:entity label:ORG", "a1:s2"), ("layer:claim label:ORG", ""),
    ("label:ORG by:bob", "a1:b1"), ("label:ORG by:*", "a1:b1 a1:s2"), ("by:ANA", "a1:s3 a1:s1 a1:s2"),
    ("by:bob by:ana label:ORG", "a1:b1 a1:s2"),
    ("by:* iraq", "a1:s3 a1:s1 a1:b1"), ("label:GPE iraq", "a1:s1"), ("label:GPE says", ""), ("label:ORG -says", ""),
    ("layer:claim \"iraq 👩\"*", "a1:s3"), ("by:ana -iraq", "a1:s2"),
    ("attr:stance", "a1:s1"), ("attr:stance=UNSURE", "a1:s1"), ("attr:=unsure", "a1:s1"), ("attr:stance=sure", ""),
    ("attr:seen=yes", "a1:s2"), ("attr:seen=true", "a1:s2"), ("attr:seen=no", ""), ("attr:n=3", "a1:s2"),
    ("attr:w=0.5", "a1:s2"), ("attr:sure=no", "a1:s1"), ("attr:sure=no attr:stance=unsure", "a1:s1"),
    ("attr:sure attr:n", ""),
    ("comment:", "a1:s2"), ("comment:check", "a1:s2"), ('comment:"check this"', "a1:s2"), ("comment:nothing", ""),
    ("origin:propagated", "a1:s1"), ("origin:manual label:ORG", "a1:s2"), ("relation:said_by", "a1:s3 a1:s1"),
    ("relation:NEXT_TO", ""), ("label:ORG status:done", "a1:s2"), ("label:ORG status:new", ""),
    ("label:ORG status:new by:bob", "a1:b1"),
])
def test_spans(worked: ProjectFile, words: str, expected: str) -> None:
    assert told(hits(worked, words)) == expected


def test_a_hit_says_all_that_is_shown(worked: ProjectFile) -> None:
    [hit] = hits(worked, "says")
    assert (hit.article, hit.title, hit.range, hit.before, hit.quote, hit.span) == ("a1", "A1", (5, 9), "Iraq ",
        "says", None)
    assert hit.after.startswith(" “no”: 👩‍👩‍👧 Erbil waits. Story continues")
    [hit] = hits(worked, "label:ORG")
    assert (hit.ref, hit.span) == (ANA, worked.reader().spans(ANA, ["s2"])[0])
    [hit] = hits(worked, "in:title a2")
    assert (hit.range, hit.before, hit.quote, hit.after) == (None, "", "A2", "")
    assert hits(worked, "status:done")[0].after.startswith("Iraq says")


@pytest.mark.parametrize("words", [
    '"', '"""', "NEAR(a b)", "a AND", "OR", "NOT iraq", "(", "a*b", "**", "words:x", "{a}", "^a", "a'b", "-", "\x00",
    "'; DROP TABLE texts; --", "\ufeff", "%", "_", "\\", "a" * 5000, " ".join(f"w{n}" for n in range(500)), "é" * 3,
])
def test_nothing_typed_breaks_the_search(worked: ProjectFile, words: str) -> None:
    for each in (words, f"label:{words}", f"attr:{words}=x", f"comment:{words}", f"*{words}"):
        hits(worked, each)


def test_hits_stream_and_tell_that_they_are_alive(worked: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_FIRST", 1)
    monkeypatch.setattr(searching, "_PART", 2)
    expected = hits(worked, "-nothing")
    calls: list[None] = []
    with worked.snapshot() as reader:
        for words, least in (("-nothing", 5), ("label:GPE", 1)):
            calls.clear()
            found = list(reader.search("ana", parse(words)[0], lambda: calls.append(None)))
            assert len(calls) >= least
            assert found == (expected if words == "-nothing" else hits(worked, words))
