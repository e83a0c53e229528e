"""Times as people read them: the journal's UTC in the laptop's own zone."""

from datetime import datetime


def local(iso: str, form: str = "%Y-%m-%d %H:%M") -> str:
    """Return an ISO 8601 time in the local zone; what is no time comes back as it is."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime(form)
    except ValueError:
        return iso
