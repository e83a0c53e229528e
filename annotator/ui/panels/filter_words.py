"""The filter of the article list in words: `rocket -war status:new label:GPE`, the language of the search.

`review:NAME`, the articles of a review, is a word of the filter alone.
"""

from annotator.domain.article import STATUSES, Status
from annotator.domain.query import ArticleFilter
from annotator.domain.search_words import FILTER_KINDS, KINDS, status_of, tokens


def parse(words: str) -> tuple[ArticleFilter, str]:
    """Return the filter and what was not understood of it ("" where all was). Words may stand within words."""
    texts: list[str] = []
    without: list[str] = []
    statuses: list[Status] = []
    labels: list[str] = []
    reviews: list[str] = []
    trouble = ""
    for token in tokens(words, {*KINDS, *FILTER_KINDS}):
        if not token.kind:
            (without if token.without else texts).append(token.value.strip("*") or token.value)
        elif token.kind == "status":
            status = status_of(token.value)
            if status:
                statuses.append(status)
            elif token.value:
                trouble = f"No status {token.value}; there are {', '.join(STATUSES)}"
        elif token.kind == "label":
            if token.value:
                labels.append(token.value.upper())
        elif token.kind == "review":
            if token.value:
                reviews.append(token.value)
        else:
            trouble = f"{token.kind}: belongs to the search over the project (Ctrl+Shift+F), not to this filter"
    return ArticleFilter(words=tuple(filter(None, texts)), without=tuple(filter(None, without)),
                         statuses=tuple(statuses), labels=tuple(labels),
                         reviews=tuple(reviews)), trouble
