"""Merging: what a colleague's version of an annotation set brings into ours, and where the two disagree.

Pure rules. `digest` says briefly what a span is like, `base` what was merged last, `naming` and `placing` bring what
comes into our labels and our text, `identity` says which span is which, `threeway` decides span by span.
"""
