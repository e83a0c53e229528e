"""What each figure of agreement is called, what it counts, and where it was defined; in one sentence each."""

from collections.abc import Mapping
from typing import NamedTuple

from annotator.domain.difference import DifferenceKind


class Definition(NamedTuple):
    """A figure in words. `name` is its field in Figures and in the contract, `brief` its title over a narrow column;
    `least` is its smallest value."""

    name: str
    title: str
    brief: str
    counts: str
    source: str
    least: float = 0.0


_TOKENS = "Tokens, each touched by a span of the layer or not"
_F1 = "Hripcsak and Rothschild, JAMIA 12(3), 2005"
DEFINITIONS: tuple[Definition, ...] = (
    Definition("f1_exact", "F1 exact", "F1 exact",
               "Spans with the same fragments, layer and label in both: twice their number, divided by all spans of "
               "both. Text nobody labeled counts for nothing.",
               _F1),
    Definition("precision_exact", "Precision exact", "Precision",
               "Of the second annotator’s spans, the part that the first (the reference) has exactly so.",
               _F1),
    Definition("recall_exact", "Recall exact", "Recall",
               "Of the first annotator’s spans (the reference), the part that the second has exactly so.",
               _F1),
    Definition("f1_overlap", "F1 overlap", "F1 overlap",
               "Like F1 exact, but two spans of one label that share at least one character count as found, one to "
               "one, in the largest matching.",
               _F1),
    Definition("precision_overlap", "Precision overlap", "Precision ov.",
               "Of the second annotator’s spans, the part that overlaps one of the first’s of the same label.",
               _F1),
    Definition("recall_overlap", "Recall overlap", "Recall ov.",
               "Of the first annotator’s spans, the part that overlaps one of the second’s of the same label.",
               _F1),
    Definition("kappa", "Cohen’s kappa", "Kappa",
               f"{_TOKENS}, corrected for chance. Text neither annotated counts as agreed, which raises raw agreement; "
               "kappa takes off what chance would give.",
               "Cohen, Educational and Psychological Measurement 20(1), 1960", -1.0),
    Definition("alpha", "Krippendorff’s alpha", "Alpha",
               f"{_TOKENS}, as observed against expected disagreement. Text neither annotated counts as agreed.",
               "Krippendorff, Computing Krippendorff’s alpha-reliability, 2011", -1.0),
    Definition("alpha_u", "Unitizing alpha", "Alpha-u",
               "Characters: how much of the text both cover with the same units, the gaps between units included, "
               "corrected for chance.",
               "Krippendorff, Mathet, Bouvry and Widlöcher, Quality and Quantity 50(6), 2016", -1.0),
    Definition("gamma", "Gamma", "Gamma",
               "Units aligned one to one at the least cost for place and label, against units placed at random.",
               "Mathet, Widlöcher and Métivier, Computational Linguistics 41(3), 2015", -1.0),
)
BY_NAME: Mapping[str, Definition] = {each.name: each for each in DEFINITIONS}
KIND_WORDS: Mapping[DifferenceKind, str] = {
    "same": "both have the span, with the same fragments and label",
    "boundary": "both have the label, with other boundaries",
    "label": "both have a span there, with other labels of the layer",
    "missing": "only the first has a span there",
    "extra": "only the second has a span there",
}
"""What the kinds of differences mean; every span is in exactly one of them."""
KIND_SIGNS: Mapping[DifferenceKind, str] = {"same": "=", "boundary": "↔", "label": "≠", "missing": "−", "extra": "+"}
