"""What the installer lays down: launchers, runtime/, lib/ (the wheels) and app/ (our own)."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

from build_spec.environment import PYTHON, ROOT

HERE = Path(__file__).parent
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
# Of Qt's plugins these; translations of Qt's own buttons in our languages.
PLUGINS = ("platforms/qwindows", "platforms/qoffscreen", "styles/", "imageformats/qjpeg",
           "imageformats/qsvg", "imageformats/qico", "imageformats/qwebp", "imageformats/qgif",
           "iconengines/", "tls/qschannel")  # fmt: skip
LANGUAGES = ("_en.qm", "_zh_CN.qm", "_zh_TW.qm")
QT = ("Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg")
UNUSED = ("phonenumbers/geodata/", "phonenumbers/carrierdata/", "phonenumbers/tzdata/",
          "PIL/_avif", "PIL/_imagingft", "PIL/_imagingtk", "PIL/_imagingcms")  # fmt: skip
# Of Microsoft's C and C++ run-time what nothing here loads.
UNUSED_RUN_TIME = ("concrt140", "vcamp140", "vccorlib140", "vcomp140", "pyside6qml")
NOT_SHIPPED = (".po", ".pot", ".pyi", ".lib", ".h", ".pyx", ".pxd", ".c")


def add_wheels(folder: Path, downloads: Path) -> None:
    """The wheels of wheels.lock, unpacked; of Qt only what the program loads."""
    words = [f"{PYTHON}", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    words += ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    words += ["--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp"]
    words += ["--dest", f"{downloads / 'wheels'}", "--requirement", f"{HERE / 'wheels.lock'}"]
    subprocess.run(words, check=True)
    for wheel in sorted((downloads / "wheels").glob("*.whl")):
        with ZipFile(wheel) as packed:
            for name in packed.namelist():
                if is_wanted(name):
                    packed.extract(name, folder)


def add_run_time(lib: Path, runtime: Path) -> None:
    """Microsoft's C run-time beside CPython, for a Windows that has none yet."""
    for name in ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"):
        shutil.copy(lib / "shiboken6" / name, runtime)


def is_wanted(name: str) -> bool:
    """Whether the program uses that file of a wheel."""
    if name.endswith(NOT_SHIPPED) or name.startswith(UNUSED) or "/tests/" in name:
        return False
    if ".data/" in name or name.rpartition("/")[2].startswith(UNUSED_RUN_TIME):
        return False
    return _is_wanted_of_qt(name) if name.startswith("PySide6/") else True


def _is_wanted_of_qt(name: str) -> bool:
    inside = name.removeprefix("PySide6/")
    if inside.startswith("plugins/"):
        return inside.removeprefix("plugins/").startswith(PLUGINS)
    if inside.startswith("translations/"):
        return inside.startswith("translations/qtbase") and inside.endswith(LANGUAGES)
    file = inside.split("/")[0]
    if file.startswith("Qt6"):
        return file.removeprefix("Qt6").removesuffix(".dll") in QT
    if file.startswith("Qt"):
        return file.removeprefix("Qt").split(".")[0] in QT
    outside = ("qml", "resources", "metatypes", "include", "typesystems", "glue", "scripts",
               "doc", "support", "opengl32sw", "avcodec", "avformat", "avutil")  # fmt: skip
    return not file.startswith(outside) and not file.endswith(".exe")


def add_program(folder: Path) -> None:
    """Our own package and what it reads, texts compiled."""
    for path in _files(ROOT / "crmdesk", lambda path: path.suffix == ".py"):
        _copy(path, folder)
    for path in _files(ROOT / "resources", lambda path: path.suffix not in NOT_SHIPPED):
        _copy(path, folder)
    metadata = next((ROOT / ".venv").rglob("crmdesk-*.dist-info"))
    for name in ("METADATA", "entry_points.txt"):
        place = folder / metadata.name
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(metadata / name, place)
    shutil.copy(ROOT / "LICENSE", folder.parent / "LICENSE.txt")


def add_launchers(folder: Path, work: Path, icon: bytes, version: str) -> None:
    """crmdesk.exe without a console and crmdesk-cli.exe with one."""
    work.mkdir(parents=True, exist_ok=True)
    (work / "crmdesk.ico").write_bytes(icon)
    shutil.copy(HERE / "launcher.manifest", work)
    numbers = ",".join([*version.split("."), "0"])
    words = [RESOURCES, f"-DNUMBERS={numbers}", f'-DVERSION=\\"{version}\\"', "-c", "65001"]
    subprocess.run([*words, HERE / "launcher.rc", work / "launcher.o"], check=True, cwd=work)
    for name, switches in (("crmdesk", ("-mwindows",)), ("crmdesk-cli", ("-DCONSOLE",))):
        words = [COMPILER, "-municode", "-O2", "-s", "-Wall", "-Werror", *switches]
        words += ["-Wl,--no-insert-timestamp", "-o", f"{folder / name}.exe"]
        words += [f"{HERE / 'launcher.c'}", f"{work / 'launcher.o'}", "-lshell32"]
        subprocess.run(words, check=True)


def _files(folder: Path, is_shipped: Callable[[Path], bool]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and is_shipped(path):
            yield path


def _copy(path: Path, folder: Path) -> None:
    place = folder / path.relative_to(ROOT)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, place)
