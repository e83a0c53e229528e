"""Lets assistive tools find article views; what they are told (`accessible`) is loaded when one looks at a view."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

from annotator.ui.article_view.view import ArticleView


def install() -> None:
    """Let Qt ask here when an assistive tool looks at an article view; once a program."""
    QAccessible.installFactory(_made)


def _made(key: str, made_for: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(made_for, ArticleView):
        return None
    from annotator.ui.article_view.accessible import AccessibleArticle, Voice

    if made_for.findChild(Voice) is None:
        Voice(made_for)
    made_for.accessible = AccessibleArticle(made_for)
    return made_for.accessible
