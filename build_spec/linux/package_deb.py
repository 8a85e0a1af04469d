"""`make package-deb`: build/linux/crmdesk_<version>_<architecture>.deb, from the frozen program.

Files of the package carry the time of the packed commit, so that one commit gives one package.
"""

import gzip
import os
import shutil
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from build_spec.environment import ROOT
from build_spec.freeze import freeze, last_commit
from build_spec.icons import draw_icons

WORK = ROOT / "build" / "linux"
FILES = Path(__file__).parent / "files"
SIZES = (16, 24, 32, 48, 64, 128, 256)
# What Qt and the program load from the system; the names of Debian 12 and of what came after it.
DEPENDS = (
    "libc6 (>= 2.35)",
    "libglib2.0-0 | libglib2.0-0t64",
    "libcups2 | libcups2t64",
    *("libegl1", "libgl1", "libfontconfig1", "libfreetype6", "libdbus-1-3", "libstdc++6"),
    *("libxkbcommon0", "libxkbcommon-x11-0", "libx11-6", "libx11-xcb1", "libxcb-cursor0"),
    *("libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0"),
    *("libxcb-xkb1", "libxcb1", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
    *("libgssapi-krb5-2", "zlib1g", "libuuid1"),
)
FONTS = "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei"


def main() -> None:
    """Build the package and say where it lies."""
    program = freeze(WORK / "freeze")
    tree = WORK / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "opt/crmdesk", symlinks=True)
    strip(tree / "opt/crmdesk")
    add_desktop_files(tree)
    add_documents(tree)
    package = WORK / f"crmdesk_{version()}_{architecture()}.deb"
    add_control(tree)
    set_times(tree)
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
    epoch = os.environ | {"SOURCE_DATE_EPOCH": last_commit()}
    subprocess.run(words, check=True, env=epoch, stdout=subprocess.DEVNULL)
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.1f} MB")


def version() -> str:
    """That of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def architecture() -> str:
    """amd64, arm64 …: that of the machine it is built on."""
    words = ["dpkg", "--print-architecture"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def strip(folder: Path) -> None:
    """Take the symbols for debuggers out of Python itself and its modules: 30 MB."""
    named = [*folder.rglob("libpython*.so*"), *folder.rglob("*.cpython-*.so")]
    plain = [path for path in named if not path.is_symlink()]
    subprocess.run(["strip", "--strip-debug", *plain], check=True)


def add_desktop_files(tree: Path) -> None:
    """The menu entry, icons, `crmdesk:` links and .crmbackup files, what software centres show."""
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/crmdesk").symlink_to("/opt/crmdesk/crmdesk")
    copy("crmdesk.desktop", tree / "usr/share/applications")
    copy("crmdesk.metainfo.xml", tree / "usr/share/metainfo")
    copy("crmdesk.xml", tree / "usr/share/mime/packages")
    icons = tree / "usr/share/icons/hicolor"
    for size, picture in draw_icons(SIZES).items():
        place = icons / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        (place / "crmdesk.png").write_bytes(picture)
    (icons / "scalable/apps").mkdir(parents=True)
    shutil.copy(ROOT / "resources/icons/crmdesk.svg", icons / "scalable/apps")


def add_documents(tree: Path) -> None:
    """The manual page, the licence, what changed."""
    manual = tree / "usr/share/man/man1"
    manual.mkdir(parents=True)
    write_packed(manual / "crmdesk.1.gz", filled("crmdesk.1"))
    documents = tree / "usr/share/doc/crmdesk"
    documents.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", documents / "copyright")
    write_packed(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def add_control(tree: Path) -> None:
    """What the package manager reads."""
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        f"""Package: crmdesk
Version: {version()}
Architecture: {architecture()}
Maintainer: crmdesk <crmdesk@localhost>
Installed-Size: {size}
Depends: {", ".join(DEPENDS)}
Recommends: {FONTS}
Section: office
Priority: optional
Description: customer relationships on the desk and offline
 Hand it the Excel address book the office has kept for years. It tells you
 whom to contact today, why, and with which words, keeps every talk, promise,
 order and complaint, and gives everything back as Excel whenever you ask.
 .
 小公司的客户簿：离线使用，数据在自己电脑里。
""",
        encoding="utf-8",
    )


def copy(name: str, folder: Path) -> None:
    """One of our files, its version and day filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(filled(name), encoding="utf-8")


def filled(name: str) -> str:
    """The text of one of our files with the version and the day of the commit."""
    day = datetime.fromtimestamp(int(last_commit()), UTC).date().isoformat()
    text = (FILES / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", version()).replace("@DATE@", day)


def write_packed(path: Path, text: str) -> None:
    """As gzip without name and time."""
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def set_times(tree: Path) -> None:
    """All files as old as the commit."""
    when = int(last_commit())
    for path in [tree, *tree.rglob("*")]:
        os.utime(path, (when, when), follow_symlinks=False)
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


if __name__ == "__main__":
    main()
