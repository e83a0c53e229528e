"""The filter of the article list in words: `rocket status:new label:GPE`."""

from annotator.domain.article import STATUSES, Status
from annotator.domain.query import ArticleFilter

_SHORT: dict[str, Status] = {"inprogress": "in_progress", "progress": "in_progress", "in-progress": "in_progress",
                             "open": "in_progress", "skip": "skipped"}


def parse(words: str) -> tuple[ArticleFilter, str]:
    """Return the filter and what was not understood of it ("" where all was)."""
    texts: list[str] = []
    statuses: list[Status] = []
    labels: list[str] = []
    trouble = ""
    for word in words.split():
        kind, colon, value = word.partition(":")
        if colon and kind.lower() == "status":
            status = next((each for each in STATUSES if each == value.lower()), _SHORT.get(value.lower()))
            if status:
                statuses.append(status)
            elif value:
                trouble = f"No status {value}; there are {', '.join(STATUSES)}"
        elif colon and kind.lower() == "label":
            if value:
                labels.append(value.upper())
        else:
            texts.append(word)
    return ArticleFilter(words=tuple(texts), statuses=tuple(statuses), labels=tuple(labels)), trouble
