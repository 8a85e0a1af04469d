"""Places where a database is in danger: network shares, and folders a cloud service copies."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath, PureWindowsPath

NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "ncpfs", "9p", "fuse.sshfs", "davfs",
     "fuse.davfs2", "fuse.rclone", "webdav", "fuse.gvfsd-fuse")
)  # fmt: skip
# Folder names as the services give them; matched whole, or followed by " - Company" and the like.
CLOUDS = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "我的云端硬盘",
    "我的雲端硬碟", "icloud drive", "icloud云盘", "icloud雲碟", "iclouddrive",
    "com~apple~clouddocs", "cloudstorage", "坚果云", "堅果雲", "我的坚果云", "nutstore",
    "nutstore files", "百度网盘", "百度云同步盘", "百度网盘同步空间", "baidunetdisk",
    "baidusyncdisk", "baiduyun", "腾讯微云", "微云同步助手", "weiyun", "wps云盘", "wps云文档",
    "wpsdrive", "阿里云盘", "adrive", "天翼云盘", "115网盘", "box sync", "mega", "megasync",
    "nextcloud", "owncloud", "seafile", "synologydrive", "pcloud drive", "pclouddrive",
)  # fmt: skip
_SUFFIX = re.compile(r"(\s*[-–(（@].*)?$")


def risky_place(path: Path | str, *, mounts: str | None = None) -> str | None:
    """ "place.network", "place.cloud", or None when the place is fit for a database.

    `mounts` is what /proc/mounts says; it is read when not given.
    """
    text = str(path)
    if _is_unc(text):
        return "place.network"
    folders = PureWindowsPath(text).parts if "\\" in text else PurePath(text).parts
    if any(_is_cloud(folder) for folder in folders):
        return "place.cloud"
    if mounts is None:
        mounts = _read_mounts()
    if _mounted_kind(text, mounts) in NETWORK or _is_network_drive(text):
        return "place.network"
    return None


def _is_unc(text: str) -> bool:
    return text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\C", "\\\\.\\"))


def _is_cloud(folder: str) -> bool:
    name = folder.casefold().strip()
    return any(
        name.startswith(cloud) and _SUFFIX.fullmatch(name, len(cloud)) is not None
        for cloud in CLOUDS
    )


def _mounted_kind(text: str, mounts: str) -> str:
    """The file system of the longest mount point above the path."""
    path, kind, longest = PurePath(text), "", -1
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= longest:
            kind, longest = parts[2], len(point)
    return kind


def _read_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""


def _is_network_drive(text: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4  # DRIVE_REMOTE
    drive = PureWindowsPath(text).drive
    return bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote
