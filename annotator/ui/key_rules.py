"""Which keys a command may have: not a label's, not the caret's, not the system's, not a menu's."""

from collections.abc import Sequence

from annotator.domain.scheme import Scheme
from annotator.ui.commands import Command, native
from annotator.ui.view_keys import fixed_use, is_label_key, types_text


def refusal(command: Command, key: str, scheme: Scheme, menus: Sequence[str]) -> str:
    """Return in a sentence why a command cannot have a key (in portable words), empty where it can.

    `menus`: the titles in the menu bar, with an & before the letter that opens them with Alt.
    """
    said = native(key)
    if is_label_key(key):
        found = scheme.by_key(key)
        whose = f"is the key of the label {found[1].name}; single" if found else "is kept for labels: single"
        return f"{said} {whose} letters and digits belong to the labels of the scheme."
    use = fixed_use(key)
    if use:
        return f"{said} {use}; it cannot be given away."
    menu = next((title for title in menus if _opens(title) == key), None)
    if menu is not None:
        return f"{said} opens the menu {menu.replace('&', '')}."
    if types_text(key) and not command.within:
        return f"{said} is needed where text is typed, and this command works everywhere. Hold Ctrl or Alt with it."
    return ""


def _opens(menu: str) -> str:
    """Return the key that opens a menu."""
    place = menu.find("&")
    return f"Alt+{menu[place + 1].upper()}" if 0 <= place < len(menu) - 1 else ""
