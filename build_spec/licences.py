"""Gathers the licences of everything packed: `.venv/bin/python -m build_spec.licences FILE`.

A packed program has no packages to read them from; the about box reads this file.
"""

import sys
from pathlib import Path

from crmdesk.models.program.licences import gather, write_licences

if __name__ == "__main__":
    found = gather()
    if missing := [one.name for one in found if not one.text]:
        sys.exit(f"no licence of {', '.join(missing)}")
    write_licences(Path(sys.argv[1]), found)
