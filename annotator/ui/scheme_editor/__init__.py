"""The scheme editor: a window of its own in which edits are collected, counted and then done as one step.

`working_copy` is its model, `tree` shows the scheme, one form each edits a layer, label, attribute or relation,
`changes` lists what will be done, `asking` merges, splits and removes, `editor` brings them together.
"""
