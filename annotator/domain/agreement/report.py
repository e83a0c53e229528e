"""What a report on agreement says besides the figures themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Where the figures come from. `made_at` is ISO 8601 in UTC; `chosen` says how the quoted disagreements were
    chosen."""

    project: str
    made_at: str
    version: str
    resamples: int
    seed: int
    chosen: str = ""
