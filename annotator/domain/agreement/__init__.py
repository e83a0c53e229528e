"""Agreement between annotators: figures, what each counts, and the spans behind them. Pure rules, no numbers library.

`figures` holds the values. `tallying` counts what two annotators have on one article (`tokens`, `stretches` and
`matching` say what is counted), as numbers that may be added up over articles; `ledger` keeps these, and `scores` turns
sums of them into figures.
"""
