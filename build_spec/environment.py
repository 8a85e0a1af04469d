"""Make .venv ready, then start what was asked for. Runs before .venv exists, on bare Python.

environment.py                 the locked packages, crmdesk itself, its texts compiled
environment.py run [--demo]    ... and the window; without a screen, the main job walked through
environment.py test            ... and the tests
"""

import hashlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def main(words: list[str]) -> int:
    """Prepare, then hand over; the exit code of what was started."""
    os.chdir(ROOT)
    prepare()
    match words:
        case []:
            return 0
        case ["test", *rest]:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            return _started([PYTHON, "-m", "pytest", "-n", "2", *rest])
        case ["run", *rest] if has_screen():
            return _started([PYTHON, "-m", "crmdesk", *rest])
        case ["run", *_]:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            return _started([PYTHON, "-m", "crmdesk", "walkthrough", "build/walkthrough"])
    print(__doc__, file=sys.stderr)
    return 2


def prepare() -> None:
    """Bring .venv to what the lock file says; nothing to do when it is there already."""
    stamp = VENV / ".ready"
    wanted = _fingerprint()
    if not PYTHON.exists():
        print("Making .venv", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", VENV])
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Installing the locked packages; the first time takes some minutes", flush=True)
        pip: list[str | Path] = [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        _run([*pip, "--require-hashes", "-r", "requirements.lock"])
        _run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
        stamp.write_text(wanted)
    if texts_are_stale():
        _run([PYTHON, "-m", "build_spec.texts", "compile"])


def _fingerprint() -> str:
    """Changes with whatever an installed .venv depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    described = repr((project["build-system"], project["project"])).encode()
    return hashlib.sha256((ROOT / "requirements.lock").read_bytes() + described).hexdigest()


def texts_are_stale() -> bool:
    """Whether a translation was edited after it was compiled, or never compiled."""
    folder = ROOT / "resources" / "i18n"
    for source in folder.glob("*.po"):
        compiled = folder / source.stem / "LC_MESSAGES" / "crmdesk.mo"
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            return True
    return False


def has_screen() -> bool:
    """Whether a window can be seen here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(command: Sequence[str | Path]) -> None:
    quiet = os.environ | {"PYTHONWARNINGS": "ignore"}
    subprocess.run(command, check=True, env=quiet)


def _started(command: Sequence[str | Path]) -> int:
    if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        os.environ["LC_CTYPE"] = "C.UTF-8"  # a bare system has no locale, and Qt would complain
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
