"""`.venv/bin/python -m build_spec.macos`, on a Mac: build/macos/freeze/dist/crmdesk.app.

Written from PyInstaller's documentation and not yet run on a Mac. The application is not signed:
on the first start it is opened by right click and Open. A disk image to pass on:
`hdiutil create -srcfolder build/macos/freeze/dist/crmdesk.app build/macos/crmdesk.dmg`.
"""

import sys

from build_spec.environment import ROOT
from build_spec.freeze import freeze

if __name__ == "__main__":
    if sys.platform != "darwin":
        sys.exit("The application for macOS can only be packed on a Mac.")
    print(freeze(ROOT / "build" / "macos" / "freeze").with_suffix(".app"))
