"""Makes the program a folder that needs no Python: `freeze()` gives its path.

PyInstaller comes from packing.lock into build/tools, so that .venv stays what the lock file says.
"""

import os
import shutil
import subprocess
from pathlib import Path

from build_spec.environment import PYTHON, ROOT
from build_spec.tools import install_tools

TOOLS = ROOT / "build" / "tools"
LOCK = ROOT / "build_spec" / "packing.lock"
LICENCES = ROOT / "build" / "licences.json"  # packed by crmdesk.spec


def freeze(work: Path) -> Path:
    """The folder `crmdesk` below `work`, made anew."""
    install_tools(LOCK, TOOLS)
    shutil.rmtree(work, ignore_errors=True)
    gather = [f"{PYTHON}", "-m", "build_spec.licences", f"{LICENCES}"]
    subprocess.run(gather, check=True, cwd=ROOT)
    spec = ROOT / "build_spec" / "crmdesk.spec"
    places = ["--distpath", f"{work / 'dist'}", "--workpath", f"{work / 'work'}"]
    words = [f"{PYTHON}", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    words += [*places, f"{spec}"]
    subprocess.run(words, check=True, env=_environment(), cwd=ROOT)
    return work / "dist" / "crmdesk"


def _environment() -> dict[str, str]:
    """Built twice from the same sources, the same bytes: what PyInstaller can do for it."""
    return os.environ | {
        "PYTHONPATH": str(TOOLS),
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", last_commit()),
    }


def last_commit() -> str:
    """Seconds of the commit that is packed; the start of 2026 outside a checkout."""
    found = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "1767225600"
