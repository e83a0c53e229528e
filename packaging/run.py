"""Sets up and starts Annotator, or checks it: python3 packaging/run.py --help

Needs nothing but Python. The syntax here stays one that Python 3.0 reads, so that an old Python
can say what is needed; everything else is in the runner_*.py files beside this one.
"""
import sys

NEEDED = (3, 11)


def main() -> int:
    """Run the command given on the command line; returns the exit code."""
    if sys.version_info[:2] < NEEDED:
        found = "{0}.{1}".format(*sys.version_info[:2])
        sys.stderr.write(
            "run.py: Annotator needs Python {0}.{1} or newer, and this is Python {2} ({3})\n".format(
                NEEDED[0], NEEDED[1], found, sys.executable
            )
        )
        return 2
    try:
        from runner_main import run
    except ImportError as error:  # Debian's python3-minimal leaves out half of the library
        sys.stderr.write("run.py: this Python is incomplete (" + str(error) + "): install all of python3\n")
        return 2
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
