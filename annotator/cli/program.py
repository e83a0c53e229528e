"""The program `annotator` as a whole: its commands, and what ends it with which exit code.

0: done. 1: done in part. 2: nothing done, one line why. 130: interrupted, nothing half-written.
"""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from annotator import __version__, paths
from annotator.cli.adjudicate import adjudicate
from annotator.cli.agreement import agreement
from annotator.cli.check import check
from annotator.cli.export import export
from annotator.cli.formats import formats
from annotator.cli.importing import import_
from annotator.cli.merge import merge
from annotator.cli.new import new
from annotator.cli.output import complain
from annotator.cli.review_file import review_file
from annotator.cli.scheme import scheme
from annotator.cli.stats import stats
from annotator.domain.errors import UserError

PARTLY, FAILED, INTERRUPTED = 1, 2, 130


@click.group(name="annotator", no_args_is_help=False, invoke_without_command=False,
             context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="annotator", message="%(prog)s %(version)s")
def program() -> None:
    """Label news articles. Without a command: open the window, on PROJECT where one is named.

    PROJECT is a file NAME.annotator. Exit codes: 0 done, 1 done in part, 2 nothing done, 130 interrupted.
    """


for _command in (new, import_, export, merge, review_file, agreement, adjudicate, scheme, stats, check, formats):
    program.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run the program; return its exit code. Errors are one line on standard error, never a traceback."""
    try:
        code = program.main(list(arguments), prog_name="annotator", standalone_mode=False)
        sys.stdout.flush()
        return code or 0
    except click.ClickException as error:
        complain(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except UserError as error:
        complain(str(error))
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    except Exception as error:
        complain(f"unexpected error: {type(error).__name__}: {error}{_logged()}")
    return FAILED


def _unheard() -> int:
    """Whoever read the output has gone: keep quiet, also when the interpreter flushes at its end."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return PARTLY


def _logged() -> str:
    """Write the traceback of the error at hand to the log; return where it is."""
    try:
        file = paths.log_folder() / "annotator.log"
        with file.open("a", encoding="utf-8") as log:
            traceback.print_exc(file=log)
    except OSError:
        return ""
    return f"; details in {file}"
