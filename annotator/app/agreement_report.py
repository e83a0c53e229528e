"""Gathering what a report on agreement holds: the figures, and the worst disagreements with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import __version__
from annotator.app.agreement_spans import worst_quotes
from annotator.app.clock import utc_now
from annotator.domain.agreement.report import AgreementReport
from annotator.domain.agreement.worst import rule

if TYPE_CHECKING:
    from annotator.app.agreement import AgreementRequest
    from annotator.app.ports import Progress, Reader
    from annotator.domain.agreement.behind import Quote
    from annotator.domain.agreement.figures import Agreement

_OF_ONE, _OF_MANY, _PAIRS = 20, 6, 10
"""Disagreements quoted of the only pair, of each of several pairs, and of how many pairs."""


def gather(reader: Reader, agreement: Agreement, project: str, request: AgreementRequest,
           progress: Progress) -> AgreementReport:
    """Return the report on what was measured for this request from the same state of the project, named `project`."""
    most = _OF_ONE if len(agreement.pairs) == 1 else _OF_MANY
    quotes: list[Quote] = []
    for pair in sorted(agreement.pairs, key=lambda each: -each.articles)[:_PAIRS]:
        quotes += worst_quotes(reader, pair, request.layers, most, progress)
    return AgreementReport(agreement=agreement, quotes=tuple(quotes), project=project, made_at=utc_now(),
                           version=__version__, resamples=request.resamples, seed=request.seed, chosen=rule(most))
