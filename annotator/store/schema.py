"""Tables of a project file.

Every data table has an integer `pk` and is journaled row by row (`recorder.py`), so foreign keys are
checked at the commit only: an undo may put rows back in any order. Texts stand apart from their
articles so that the list of 20,000 articles is read without them. JSON columns are text: a before-image
is then a plain row.
"""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
})


def _pk() -> Column[int]:
    return Column("pk", Integer, primary_key=True, autoincrement=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default="0")


def _to(name: str, table: str, *, nullable: bool = False) -> Column[int]:
    key = ForeignKey(f"{table}.pk", deferrable=True, initially="DEFERRED")
    return Column(name, Integer, key, nullable=nullable)


articles = Table(
    "articles", metadata, _pk(), _text("id"), _number("position"), _text("title"), _text("meta"),
    _text("text_hash"), _number("length"),
    UniqueConstraint("id"), Index(None, "position"), Index(None, "text_hash"))

texts = Table("texts", metadata, _pk(), _to("article_pk", "articles"), _text("text"), UniqueConstraint("article_pk"))

annotators = Table(
    "annotators", metadata, _pk(), _text("name"), _text("color", ""), UniqueConstraint("name"))
"""`color` is empty until one was chosen."""

layers = Table("layers", metadata, _pk(), _number("position"), _text("name"), _text("form"), UniqueConstraint("name"))

labels = Table(
    "labels", metadata, _pk(), _to("layer_pk", "layers"), _number("position"), _text("name"), _text("key"),
    _text("color"), _text("description"), _text("guideline"), _flag("retired"),
    UniqueConstraint("layer_pk", "name"))

attributes = Table(
    "attributes", metadata, _pk(), _to("label_pk", "labels"), _number("position"), _text("name"), _text("type"),
    _text("choices"), _text("preset"), _flag("retired"),
    UniqueConstraint("label_pk", "name"))

relation_types = Table(
    "relation_types", metadata, _pk(), _number("position"), _text("name"), _text("head"), _text("tail"),
    _text("description"),
    UniqueConstraint("name"))

sets = Table(
    "sets", metadata, _pk(), _to("article_pk", "articles"), _to("annotator_pk", "annotators"), _text("status"),
    _text("notes"),
    UniqueConstraint("article_pk", "annotator_pk"), Index(None, "annotator_pk", "article_pk"))

spans = Table(
    "spans", metadata, _pk(), _to("set_pk", "sets"), _text("id"), _to("label_pk", "labels"), _text("quote"),
    _text("origin"), _text("comment"), Column("confidence", Float), _text("changed_at"), _text("changed_by"),
    UniqueConstraint("set_pk", "id"), Index(None, "set_pk"), Index(None, "label_pk", "set_pk"))

fragments = Table(
    "fragments", metadata, _pk(), _to("span_pk", "spans"), _number("n"), _number("start"), _number("end"),
    UniqueConstraint("span_pk", "n"))

span_attributes = Table(
    "span_attributes", metadata, _pk(), _to("span_pk", "spans"), _text("name"), _text("value"),
    UniqueConstraint("span_pk", "name"))

relations = Table(
    "relations", metadata, _pk(), _to("set_pk", "sets"), _text("id"), _to("type_pk", "relation_types"),
    _to("head_pk", "spans"), _to("tail_pk", "spans"),
    UniqueConstraint("set_pk", "id"), Index(None, "type_pk"), Index(None, "head_pk"), Index(None, "tail_pk"))

verdicts = Table(
    "verdicts", metadata, _pk(), _to("set_pk", "sets"), _text("span"), _to("reviewer_pk", "annotators"),
    _text("verdict"), _text("reason"), _text("comment"), _text("at"), _text("proposal"), _text("answer"),
    _to("answered_pk", "annotators", nullable=True), _text("answered_at"),
    UniqueConstraint("set_pk", "span", "reviewer_pk"), Index(None, "reviewer_pk"), Index(None, "answered_pk"))
"""`span` is the id of a span of the set, which may be gone or yet to come; `proposal` is JSON, or empty."""

remarks = Table(
    "remarks", metadata, _pk(), _to("set_pk", "sets"), _text("id"), _text("span"), _to("annotator_pk", "annotators"),
    _text("at"), _text("text"),
    UniqueConstraint("set_pk", "id"), Index(None, "id"), Index(None, "annotator_pk"))

reviews = Table(
    "reviews", metadata, _pk(), _text("id"), _text("name"), _text("mode"), _text("annotators"),
    _to("reviewer_pk", "annotators"), _text("policy"), _text("articles"), _text("sampling"), Column("seed", Integer),
    _text("made_at"),
    UniqueConstraint("id"))
"""`annotators` and `articles` are JSON lists of names and of ids."""

merge_bases = Table(
    "merge_bases", metadata, _pk(), _to("set_pk", "sets"), _text("text"), UniqueConstraint("set_pk"))
"""What a set was like when it was last merged, in the words of the merge."""

DATA: tuple[Table, ...] = tuple(metadata.sorted_tables)
"""The journaled tables, parents before children."""
BY_NAME = {table.name: table for table in DATA}

steps = Table(
    "steps", metadata, Column("seq", Integer, primary_key=True, autoincrement=False), _text("name"), _text("at"),
    _text("annotator"), _text("article"), _text("state"), _text("merge_key"),
    Index(None, "state", "seq"))

changes = Table(
    "changes", metadata, Column("pk", Integer, primary_key=True),
    Column("step_seq", Integer, ForeignKey("steps.seq", deferrable=True, initially="DEFERRED"), nullable=False),
    _text("table_name"), _number("first_pk"), _number("last_pk"), Column("before", Text),
    Index(None, "step_seq"))
"""What a step changed: rows first_pk..last_pk were not there before it, or one row looked like `before` (JSON)."""
