"""Values and rules of annotation: text, span, scheme, relation, set, change.

Knows the standard library and `regex` (Unicode segmentation), nothing else of the program.
"""
