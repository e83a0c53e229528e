"""The entry points: `annotator` (window or command) and `annotator-gui` (window)."""

import sys

_HELP = ("--help", "-h", "--version")


def main() -> int:
    """Run a command where the first argument is one, else open the window (on the given project)."""
    arguments = sys.argv[1:]
    if arguments and (arguments[0] in _HELP or not _opens_window(arguments)):
        from annotator.cli import main as run_command

        return run_command(arguments)
    return gui()


def gui() -> int:
    """Open the window on the project named on the command line, else on the last one."""
    from annotator import bootstrap
    from annotator.ui.start import run

    return run(sys.argv, bootstrap)


def _opens_window(arguments: list[str]) -> bool:
    """A single argument that is no command is a project; anything else is the command line's to answer."""
    from annotator.cli import COMMANDS

    return len(arguments) == 1 and arguments[0] not in COMMANDS and not arguments[0].startswith("-") and (
        "." in arguments[0] or "/" in arguments[0] or "\\" in arguments[0])


if __name__ == "__main__":
    sys.exit(main())
