"""The scheme's rows: what is renamed keeps its row, and with it its spans; spans of a label are found everywhere."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from annotator.domain.errors import Refused
from annotator.domain.scheme import Layer, Renamed, Scheme
from annotator.store import labelled
from annotator.store.project import ProjectFile
from annotator.store.transaction import Transaction
from tests.store.conftest import ANA, AT, BOB, SCHEME, add, dump, link, span

ENTITY, *REST = SCHEME.layers
GPE, ORG = ENTITY.labels
SAID_BY, NEXT_TO = SCHEME.relations
PLACE = replace(SCHEME, layers=(replace(ENTITY, name="name", labels=(replace(GPE, name="PLACE"), ORG)), *REST),
                relations=(replace(SAID_BY, name="BY", tail=("PLACE",)), NEXT_TO))
RENAMED = Renamed(layers={"entity": "name"}, labels={("entity", "GPE"): "PLACE"}, relations={"SAID_BY": "BY"})


def put(project: ProjectFile, scheme: Scheme, renamed: Renamed = RENAMED) -> Transaction:
    with project.write(annotator="ana", at=AT) as write:
        write.put_scheme(scheme, renamed)
    return write


def test_what_is_renamed_keeps_its_row_and_its_spans(project: ProjectFile) -> None:
    add(project, span("s1"), span("s2"))
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, [link("r", "s1", "s2")])
    before = dump(project)
    assert put(project, PLACE).changes.scheme
    after = dump(project)
    assert [row[0] for row in after["labels"]] == [row[0] for row in before["labels"]]
    assert after["spans"] == before["spans"]
    assert [(each.layer, each.label) for each in project.reader().spans(ANA)] == [("name", "PLACE")] * 2
    assert [each.label for each in project.reader().relations(ANA)] == ["BY"]
    project.undo()
    assert dump(project) == before


def test_a_rename_to_a_name_that_is_taken_is_refused(project: ProjectFile) -> None:
    before = dump(project)
    one = replace(SCHEME, layers=(replace(ENTITY, labels=(ORG,)), *REST), relations=())
    with pytest.raises(Refused, match="another ORG in the scheme"):
        put(project, one, Renamed(labels={("entity", "GPE"): "ORG"}))
    assert dump(project) == before


def test_without_being_told_a_rename_would_orphan_spans(project: ProjectFile) -> None:
    add(project, span("s1"))
    with pytest.raises(Refused, match="drop label GPE, which 1 span uses"):
        put(project, PLACE, Renamed())


def test_what_is_retired_is_kept(project: ProjectFile) -> None:
    sure, seen = GPE.attributes
    retired = replace(GPE, retired=True, attributes=(sure, replace(seen, retired=True)))
    put(project, replace(SCHEME, layers=(replace(ENTITY, labels=(retired, ORG)), *REST)), Renamed())
    assert project.reader().scheme().layers[0].labels[0] == retired
    with closing(sqlite3.connect(project.path)) as connection:
        assert connection.execute("SELECT retired FROM labels ORDER BY pk").fetchall() == [(1,), (0,), (0,)]


def test_spans_of_labels_are_found_set_by_set(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled, "SETS", 1)
    add(project, span("s1", attributes={"sure": "no"}), span("s2", (0, 4), (10, 12), label="ORG"))
    add(project, span("s1", layer="claim", label="FACTUAL"), span("s3", label="ORG"), ref=BOB)
    places = [("entity", "GPE"), ("entity", "ORG"), ("x", "y")]
    assert list(project.reader().spans_labelled(places)) == [
        (ANA, [span("s2", (0, 4), (10, 12), label="ORG"), span("s1", attributes={"sure": "no"})]),
        (BOB, [span("s3", label="ORG")])]
    only = [(ANA, [span("s1", attributes={"sure": "no"})])]
    assert list(project.reader().spans_labelled([("entity", "GPE")])) == only
    assert list(project.reader().spans_labelled([])) == []


def test_relations_of_a_type_are_found_set_by_set(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled, "SETS", 1)
    for ref in (ANA, BOB):
        add(project, span("s1"), span("s2"), ref=ref)
        with project.write(annotator="ana", at=AT) as write:
            write.add_relations(ref, [link("r", "s1", "s2"), link("q", "s2", "s1", "NEXT_TO")])
    found = [link("q", "s2", "s1", "NEXT_TO")]
    assert list(project.reader().related("NEXT_TO")) == [(ANA, found), (BOB, found)]
    assert list(project.reader().related("x")) == []


def test_a_new_layer_may_take_the_name_that_another_gave_up(project: ProjectFile) -> None:
    add(project, span("s1"))
    put(project, PLACE)
    another = Layer(name="entity", labels=(replace(GPE, key=""),))
    put(project, replace(PLACE, layers=(*PLACE.layers, another)), Renamed())
    assert [(each.layer, each.label) for each in project.reader().spans(ANA)] == [("name", "PLACE")]
