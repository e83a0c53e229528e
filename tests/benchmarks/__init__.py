"""Benchmarks: ratios against a bare lower bound in the same run. Run by `packaging/run.py bench`."""
