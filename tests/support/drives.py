"""Real drives that are full, write-protected or gone: small file systems of memory or of a loop.

Where the machine lets nobody mount, a limit on the size of files stands in for a full drive; what
nothing can stand in for is skipped, and says so.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MB = 1 << 20


class Drive:
    """A file system of its own at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self, leave: int = 0) -> None:
        """Take all room but so many bytes."""
        taken = self.path / "holiday-videos"
        with taken.open("ab") as file:
            while (free := self.free() - leave) > 0:
                try:
                    file.write(bytes(min(free, MB)))
                    file.flush()
                except OSError:
                    break

    def make_room(self) -> None:
        """Throw the videos away."""
        (self.path / "holiday-videos").unlink()

    def free(self) -> int:
        found = os.statvfs(self.path)
        return found.f_bavail * found.f_frsize

    def pull(self) -> None:
        """Off without a word, files open or not; what was written long ago had reached it."""
        _run("sync", "-f", str(self.path))
        _run("umount", "-l", str(self.path))


class LoopDrive(Drive):
    """One that can be put back."""

    def __init__(self, path: Path, image: Path) -> None:
        super().__init__(path)
        self._image = image

    def plug_in(self) -> None:
        _run("mount", "-o", "loop", str(self._image), str(self.path))

    def turn_read_only(self) -> None:
        """As Linux does on errors, files open or not."""
        _run("mount", "-o", "remount,abort", str(self.path))


class LimitedFiles(Drive):
    """No file of this process may grow any more, whatever room there is."""

    def fill(self, leave: int = 0) -> None:
        import resource  # of Unix only

        largest = max((file.stat().st_size for file in self.path.iterdir()), default=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (leave or largest, resource.RLIM_INFINITY))

    def make_room(self) -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def small_drive(place: Path, size: int) -> Iterator[Drive]:
    """A drive of that many bytes; a limit on files where nothing can be mounted."""
    if sys.platform != "linux":
        pytest.skip("small drives are made on Linux only")
    place.mkdir()
    try:
        _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    except (OSError, subprocess.CalledProcessError):
        limited = LimitedFiles(place)
        try:
            yield limited
        finally:
            limited.make_room()
        return
    try:
        yield Drive(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


@contextmanager
def usb_drive(place: Path, image: Path, size: int = 64 * MB) -> Iterator[LoopDrive]:
    """A drive that can be pulled and plugged in again."""
    place.mkdir()
    drive = LoopDrive(place, image)
    try:
        with image.open("wb") as file:
            file.truncate(size)
        _run("mkfs.ext4", "-q", "-F", str(image))
        drive.plug_in()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("nothing can be mounted here: a drive cannot be pulled")
    try:
        yield drive
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


@contextmanager
def protected_folder(folder: Path) -> Iterator[None]:
    """The folder, mounted upon itself for reading only; even root writes nothing there."""
    try:
        _run("mount", "--bind", str(folder), str(folder))
        _run("mount", "-o", "remount,ro,bind", str(folder))
    except (OSError, subprocess.CalledProcessError):
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            pytest.skip("nothing can be mounted here, and root writes everywhere")
        folder.chmod(0o555)
        for file in folder.iterdir():
            file.chmod(0o444)
        try:
            yield
        finally:
            folder.chmod(0o755)
            for file in folder.iterdir():
                file.chmod(0o644)
        return
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
