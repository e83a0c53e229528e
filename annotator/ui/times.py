"""Times as people read them: the journal's UTC in the laptop's own zone."""

from datetime import datetime


def brief(iso: str) -> str:
    """Return the time of day, with the date before it unless that is today."""
    day = local(iso, "%Y-%m-%d")
    return local(iso, "%H:%M" if day == datetime.now().strftime("%Y-%m-%d") else "%Y-%m-%d %H:%M")


def local(iso: str, form: str = "%Y-%m-%d %H:%M") -> str:
    """Return an ISO 8601 time in the local zone; what is no time comes back as it is."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime(form)
    except ValueError:
        return iso
