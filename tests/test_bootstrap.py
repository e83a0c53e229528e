"""The composition root: what a first start finds, and what runs without Qt."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import annotator
from annotator import bootstrap, paths
from annotator.app.services import Services
from annotator.domain.errors import UserError
from annotator.domain.scheme import checked_scheme


def test_the_first_project_has_the_samples_and_the_default_scheme(tmp_path: Path) -> None:
    services: Services = bootstrap
    project = services.create_first_project(tmp_path / "first.annotator")
    rows = project.reader().article_rows("ana")
    scheme = project.reader().scheme()
    assert len(rows) == 3
    assert all(row.status == "new" and row.title for row in rows)
    assert project.reader().steps() == [], "the first Ctrl+Z must not take the samples away"
    assert project.undo() is None
    assert list(project.reader().problems()) == []
    texts = [project.reader().article(row.id).text for row in rows]
    assert any("\u200d" in text for text in texts), "an emoji sequence is among the samples"
    assert any("\u0600" <= char <= "\u06ff" for text in texts for char in text), "a right-to-left sentence too"
    assert [layer.name for layer in scheme.layers] == ["entity", "claim", "boilerplate"]
    project.close()


def test_the_default_scheme_is_whole() -> None:
    scheme = checked_scheme(bootstrap.default_scheme())
    names = {layer.name: [label.name for label in layer.labels] for layer in scheme.layers}
    assert names == {"entity": ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "DATE"],
                     "claim": ["FACTUAL", "OPINION", "PREDICTION"],
                     "boilerplate": ["AD", "CAPTION", "RELATED", "PROMO", "NAVIGATION", "BYLINE", "LEGAL"]}
    assert "".join(label.key for _, label in scheme.labels()) == "12345678QWEASDFGHJ"
    assert all("Good:" in label.guideline and "Bad:" in label.guideline and label.description
               for _, label in scheme.labels())
    assert [relation.name for relation in scheme.relations] == ["SAID_BY", "SUPPORTS", "ATTACKS"]


def test_scheme_files_that_cannot_be_read_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Cannot read"):
        bootstrap.read_text(tmp_path / "no.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="UTF-8"):
        bootstrap.read_text(tmp_path / "bad.toml")


def test_a_login_without_a_name_still_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.default_annotator() == "ana"
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError()))
    assert bootstrap.default_annotator() == "annotator"


def test_everything_but_the_window_works_without_qt() -> None:
    names = [module.name for module in pkgutil.walk_packages(annotator.__path__, "annotator.")
             if not module.name.startswith("annotator.ui")]
    code = ("import sys, importlib\n"
            "for name in ('PySide6', 'shiboken6'): sys.modules[name] = None\n"
            f"for name in {names!r}: importlib.import_module(name)\n"
            "print('without Qt:', len(sys.modules))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert len(names) > 40


def test_folders_are_made_on_first_use(own_home: Path) -> None:
    for folder in (paths.data_folder(), paths.log_folder()):
        assert folder.is_dir()
    assert paths.first_project().parent == paths.data_folder()
    assert paths.resource("schemes", "news.toml").is_file()
