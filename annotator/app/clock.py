"""The time as the project file writes it."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Return now in ISO 8601, UTC, to the second: `2026-11-22T10:00:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
