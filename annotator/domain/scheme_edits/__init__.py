"""Changes of a scheme as values: what each does to the scheme, and to the spans that stand under it.

`base` says what an edit is; `layers`, `labels`, `respans`, `attributes` and `relations` are the edits there are;
`outcome` is what one of them does to the spans of a set, `effect` counts and names that over a project, and `draft`
collects edits one by one.
"""
