"""Correcting an article's text: the editor, what becomes of the spans, and the texts there were before.

Nothing here is imported until the correction is opened. The editor's widget only shows: what it is told to have
changed goes into a draft (`domain/draft.py`), which starts as the stored text and is what gets written.
"""
