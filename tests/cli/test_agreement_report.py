"""`annotator agreement --html`: the report beside what is printed."""

from pathlib import Path

import pytest
from lxml import html

from tests.cli.conftest import Run
from tests.two_annotators import DIFFERING, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that ana and ben have worked on."""
    return write_project(tmp_path / "news.annotator", DIFFERING)


def told(path: Path) -> str:
    """Return the report's text on one line."""
    return " ".join("".join(html.fromstring(path.read_text(encoding="utf-8")).itertext()).split())


def test_the_report_is_written_beside_the_tables(run: Run, project: Path, tmp_path: Path) -> None:
    ran = run("agreement", project, "--between", "ben", "ana", "--html", "report.html", "--seed", 5)
    assert ran.code == 0
    assert ran.out.endswith("The report was written to report.html\n")
    said = told(tmp_path / "report.html")
    for words in ("Agreement between ben and ana", "seed 5", "Jessica Lamirande", "ben has not worked on it"):
        assert words in said


def test_json_says_nothing_else(run: Run, project: Path, tmp_path: Path) -> None:
    ran = run("agreement", project, "--json", "--html", tmp_path / "report.html", "--layer", "claim")
    assert ran.code == 0
    assert ran.json["pairs"][0]["annotators"] == ["ana", "ben"]
    assert "≠ label: ana" not in told(tmp_path / "report.html")


def test_the_project_itself_is_no_report(run: Run, project: Path) -> None:
    before = project.read_bytes()
    ran = run("agreement", project, "--html", project)
    assert (ran.code, ran.out) == (2, "")
    assert "is the project itself, choose another file" in ran.err
    assert project.read_bytes() == before


def test_nothing_is_written_where_nothing_can_be_measured(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("old", encoding="utf-8")
    assert run("agreement", project, "--between", "ana", "nobody", "--html", "report.html").code == 2
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "old"
    assert run("agreement", project, "--html", "no/such/report.html").code == 2
