"""Errors that a user can cause: each message is one plain sentence saying what to do."""


class UserError(Exception):
    """Something the user can mend; its message is shown as it stands, never with a traceback."""


class Refused(UserError):
    """Data that does not fit the contract (offsets outside the text, NUL, a broken quote)."""


class NotFound(UserError):
    """An article, span, label or annotator that is not in the project."""


class Conflict(UserError):
    """A change that contradicts what the project holds (same id with another text)."""


class NotSaved(UserError):
    """The project file could not be read or written: disk full, read-only, locked, gone. Nothing was changed."""


class Cancelled(Exception):
    """The user cancelled a job; everything it did was rolled back. Not an error."""
