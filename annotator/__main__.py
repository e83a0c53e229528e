"""The entry points: `annotator` (window or command) and `annotator-gui` (window)."""

import gc
import os
import sys
from collections.abc import Sequence


def main() -> int:
    """Open the window (on the given project), or run the command that the arguments name."""
    if opens_window(sys.argv[1:]):
        return gui()
    from annotator.cli import main as run_command

    return run_command(sys.argv[1:])


def gui() -> int:
    """Open the window on the project named on the command line, else on the last one."""
    from annotator.display import display_problem

    if problem := display_problem(os.environ):
        print(f"annotator: {problem}", file=sys.stderr)
        return 2
    gc.disable()  # looking for garbage would cost a tenth of the start; `run` turns it on again
    from annotator import bootstrap
    from annotator.ui.start import run

    return run(sys.argv, bootstrap)


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for the window: none at all, or a project's path alone.

    A path has a dot or a slash, so that a mistyped command is answered as one.
    """
    if len(arguments) != 1:
        return not arguments
    return not arguments[0].startswith("-") and any(sign in arguments[0] for sign in "./\\")


if __name__ == "__main__":
    sys.exit(main())
