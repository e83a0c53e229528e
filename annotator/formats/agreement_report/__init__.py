"""A report on agreement as one HTML file: tables, plots and quotes; no script, nothing from the network."""

from annotator.formats.agreement_report.page import write_report

__all__ = ["write_report"]
