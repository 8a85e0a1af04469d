"""`make package-windows`: build/windows/crmdesk-<version>-setup.exe, made on Linux.

Needs mingw, NSIS and npm (Debian: gcc-mingw-w64-x86-64 nsis npm). With `--embeddable ZIP`
python.org's own package of CPython 3.13 is taken instead of the pinned one.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from build_spec.environment import ROOT
from build_spec.freeze import LOCK, TOOLS, last_commit
from build_spec.linux.package_deb import version
from build_spec.tools import install_tools

WORK = ROOT / "build" / "windows"
HERE = Path(__file__).parent
NEEDED = {"x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "makensis": "nsis", "npm": "npm"}
SIZES = (16, 24, 32, 48, 64, 128, 256)


def main(words: list[str]) -> int:
    """Build the installer and say where it lies."""
    parser = argparse.ArgumentParser(prog="package_windows", description=__doc__)
    parser.add_argument("--embeddable", type=Path, help="python-3.13.*-embed-amd64.zip")
    options = parser.parse_args(words)
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if missing:
        print("Missing here: apt-get install -y --no-install-recommends", *missing)
        return 2
    install_tools(LOCK, TOOLS)
    sys.path.append(str(TOOLS))
    make_payload(WORK / "payload", options.embeddable)
    print(make_installer(WORK / "payload"))
    return 0


def make_payload(payload: Path, embeddable: Path | None) -> None:
    """Everything that will lie in the folder of the program."""
    from build_spec.icons import draw_icons, ico
    from build_spec.windows.payload import add_launchers, add_program, add_run_time, add_wheels
    from build_spec.windows.runtime import make_runtime

    shutil.rmtree(payload, ignore_errors=True)
    payload.mkdir(parents=True)
    downloads = WORK / "downloads"
    downloads.mkdir(exist_ok=True)
    print(make_runtime(payload / "runtime", downloads, embeddable))
    add_wheels(payload / "lib", downloads)
    add_run_time(payload / "lib", payload / "runtime")
    add_program(payload / "app")
    add_launchers(payload, WORK / "launcher", ico(draw_icons(SIZES)), version())


def make_installer(payload: Path) -> str:
    """Packed by NSIS; its path and size in words."""
    output = WORK / f"crmdesk-{version()}-setup.exe"
    when = int(last_commit())
    for path in payload.rglob("*"):
        os.utime(path, (when, when))
    defined = {
        "VERSION": version(),
        "NUMBERS": f"{version()}.0",
        "PAYLOAD": str(payload),
        "ICON": str(WORK / "launcher" / "crmdesk.ico"),
        "OUTPUT": str(output),
    }
    words = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", "-NOCD"]
    words += [f"-D{name}={value}" for name, value in defined.items()]
    epoch = os.environ | {"SOURCE_DATE_EPOCH": str(when)}
    subprocess.run([*words, f"{HERE / 'crmdesk.nsi'}"], check=True, cwd=HERE, env=epoch)
    return f"{output.relative_to(ROOT)}: {output.stat().st_size / 1e6:.1f} MB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
