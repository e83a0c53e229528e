"""The panels around the article: list, labels, span table, inspector, guideline, history."""
