"""Projects that two annotators and more have worked on."""

import json
from collections.abc import Mapping
from pathlib import Path

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session

IRAQ = "Ottawa reacted on Monday. “Iraq is safe,” said Jessica Lamirande of the ministry. Iraq waits."
ERBIL = "Erbil, in northern Iraq, was hit by rockets. Nobody was hurt, the ministry said."
Words = Mapping[str, str]
"""Labels by the words they are on; the layer is that of the scheme."""


def line(id: str, text: str, annotator: str | None, words: Words, *, title: str = "", status: str = "done") -> str:
    """Return a JSONL line: an annotator's labels on the first place of each of these words."""
    spans = [{"start": text.index(quote), "end": text.index(quote) + len(quote), "label": label}
             for quote, label in words.items()]
    return json.dumps({"id": id, "text": text, "meta": {"title": title or id.capitalize()}, "annotator": annotator,
                       "status": status, "spans": spans})


DIFFERING = (
    line("one", IRAQ, "ana", {"Ottawa": "GPE", "Iraq": "GPE", "Jessica Lamirande": "PERSON", "Monday": "DATE",
                              "“Iraq is safe,”": "FACTUAL"}),
    line("one", IRAQ, "ben", {"Ottawa": "ORG", "Iraq": "GPE", "Lamirande": "PERSON", "ministry": "ORG",
                              "“Iraq is safe,”": "FACTUAL"}),
    line("two", ERBIL, "ana", {"Erbil": "GPE", "northern Iraq": "LOC"}),
    line("two", ERBIL, "ben", {"Erbil": "GPE", "Iraq": "GPE"}),
    line("three", "Third one about rockets.", "ana", {"rockets": "EVENT"}),
    line("four", "Nothing in here.", "ana", {}), line("four", "Nothing in here.", "ben", {}),
)
"""Ana and ben: same Iraq, “Iraq is safe,” and Erbil; boundary Lamirande; label Ottawa and northern Iraq; missing
Monday; extra ministry."""


def write_project(path: Path, lines: tuple[str, ...], me: str = "ana") -> Path:
    """Make a project file with these lines, imported by `me`."""
    source = path.with_suffix(".jsonl")
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    session = Session(bootstrap.create_project(path), me)
    import_files(session, bootstrap.formats(), [Source(source)], ImportOptions())
    session.close()
    return path


def oppositional(shared: Path, path: Path) -> Path:
    """Make a project of the doubly annotated posts in ../shared, with their gold sets."""
    lines = []
    for each in (shared / "data" / "dbl-oppositional" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        post = json.loads(each)
        for whose in (*post["annotations"], {"annotator": "gold", "spans": post["gold"]}):
            spans = [{key: span[key] for key in ("start", "end", "label")} | {"layer": "entity"}
                     for span in whose["spans"]]
            lines.append(json.dumps({"id": post["id"], "text": post["text"], "annotator": whose["annotator"],
                                     "status": "done", "spans": spans}))
    return write_project(path, tuple(lines), "annotator1")
