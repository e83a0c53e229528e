"""The article view: the text of one article with its spans, caret and selection.

`view.ArticleView` is the widget; the other modules lay out (article_text, paragraph, marks, page), draw (painting,
gutter, overview, frame) and listen (mouse, keys). Knows the domain and Qt, nothing else of the program.
"""

from annotator.ui.article_view.theme import DARK, LIGHT, ViewTheme
from annotator.ui.article_view.view import ArticleView

__all__ = ["DARK", "LIGHT", "ArticleView", "ViewTheme"]
