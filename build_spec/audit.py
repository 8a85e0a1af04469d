"""`make audit`: whether a weakness is known in anything we install or pack (pip-audit).

Asks the advisories of PyPI, so it needs the real PyPI and not a mirror of it: a package that cannot
be looked up counts as a failure, never as clean.
"""

import os
import subprocess
import sys

from build_spec.environment import PYTHON, ROOT
from build_spec.tools import install_tools

TOOLS = ROOT / "build" / "audit"
LOCKS = (
    "requirements.lock",
    "build_spec/packing.lock",
    "build_spec/audit.lock",
    "build_spec/windows/wheels.lock",
)


def main() -> int:
    """1 when something is known or could not be looked up."""
    install_tools(ROOT / "build_spec" / "audit.lock", TOOLS)
    failed = []
    for lock in LOCKS:
        words = [f"{PYTHON}", "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
        words += ["--progress-spinner", "off", "--requirement", lock]
        environment = os.environ | {"PYTHONPATH": str(TOOLS)}
        print(f"== {lock}", flush=True)
        if subprocess.run(words, check=False, cwd=ROOT, env=environment).returncode:
            failed.append(lock)
    print("Not clean: " + ", ".join(failed) if failed else "No known weakness.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
