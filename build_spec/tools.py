"""Tools that only building needs, kept apart so that .venv stays what requirements.lock says."""

import shutil
import subprocess
from pathlib import Path

from build_spec.environment import PYTHON


def install_tools(lock: Path, folder: Path) -> None:
    """What that lock file names, in that folder; nothing to do when it is there."""
    stamp = folder / ".ready"
    wanted = lock.read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    pip = [f"{PYTHON}", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    words = [*pip, "--require-hashes", "--target", f"{folder}", "-r", f"{lock}"]
    subprocess.run(words, check=True)
    stamp.write_text(wanted, encoding="utf-8")
