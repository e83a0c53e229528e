"""What a report on agreement holds."""

from dataclasses import dataclass

from annotator.domain.agreement.behind import Quote
from annotator.domain.agreement.figures import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """The figures, the disagreements that are quoted (those of one pair and article one after the other), and where all
    of it comes from. `made_at` is ISO 8601 in UTC; `chosen` says how the quoted disagreements were chosen."""

    agreement: Agreement
    quotes: tuple[Quote, ...]
    project: str
    made_at: str
    version: str
    resamples: int
    seed: int
    chosen: str
