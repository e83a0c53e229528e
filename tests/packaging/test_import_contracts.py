"""Who may know whom: the contracts in pyproject.toml, checked on the real imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_borders_between_the_packages_are_kept(root: Path) -> None:
    check = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", check, "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, f"\n{done.stdout}\n{done.stderr}"
