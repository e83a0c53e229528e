"""The command line: everything that the window does to data, headless, without Qt.

One module a command; `program` turns what happens into exit codes, `output` says it.
"""

from collections.abc import Sequence

COMMANDS = ("new", "import", "export", "merge", "review-file", "agreement", "adjudicate", "scheme", "stats", "check",
            "formats")


def main(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; return the exit code."""
    try:
        from annotator.cli.program import run

        return run(arguments)
    except KeyboardInterrupt:  # while the commands were being loaded
        return 130
