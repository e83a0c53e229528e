"""The project file: one SQLite file holding articles, scheme, annotation sets and the journal.

Knows the domain and SQLAlchemy Core, nothing else of the program; `annotator.store.project` is the
door. What is SQLite's own stands in `sqlite.py` and `errors.py`, everything else is SQLAlchemy.
"""
