"""Review mode: what is to be decided, one difference after another, in the list, in the article, and in the box.

`controller.Reviewing` is the mode; it brings the model of all differences, the open article in full, and the panel
together. Rows and filter are plain values.
"""
