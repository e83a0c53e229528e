"""Which layers are shown, which one is in focus, whether spans are outlined: one value, for style and index."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """How the layers of the scheme are looked at. Names are the scheme's."""

    hidden: frozenset[str] = frozenset()
    focused: str = ""
    """The layer that stands out while the others are faint; empty where all are alike."""
    outlined: bool = False
    """Whether spans get a firm outline, for eyes or screens that lose faint colors."""

    def shows(self, layer: str) -> bool:
        """Whether spans of a layer are drawn at all; the one in focus always is."""
        return layer == self.focused or layer not in self.hidden

    def is_quiet(self, layer: str) -> bool:
        """Whether spans of a layer are drawn faintly because another is in focus."""
        return bool(self.focused) and layer != self.focused


ALL = LayerView()
"""Every layer alike."""
