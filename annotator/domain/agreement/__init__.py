"""Agreement between annotators: figures, what each counts, and the spans behind them. Pure rules, no numbers library.

`figures` holds the values, the other modules compute them.
"""
