"""Feedback on one's own annotations: what a reviewer changed and why, item by item, and the answers.

`walk.FeedbackWalk` is the mode; it brings the list of all items, the open article and the panel together. `sending`
writes the files that go to the reviewer, or from the reviewer to the annotator.
"""
