"""A large workbook written by a process of its own, while this one reads what goes into it.

The child is our own program started with the hidden word `write-worker`. It gets the parts of the
book on stdin, each as its length and what `marshal` makes of it (both ends are the same program),
and says on stdout at last what came of it.
"""

from __future__ import annotations

import errno
import gc
import json
import marshal
import os
import struct
import subprocess
import sys
import traceback
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Any, BinaryIO

from crmdesk.models.core.own_program import own_program
from crmdesk.models.exchange.writers.book_file import Part, write_book

_LENGTH = struct.Struct(">I")
_FORM = 2  # of marshal: without looking for what stands in it twice
_AHEAD = 3
"""Parts the child takes before it has written those before them."""


def write_beside(path: Path, parts: Generator[Part, None, None]) -> None:
    """Like `write_book`, and the other half of the work on the other half of the machine."""
    with _Writer(path) as writer, closing(parts):
        for part in parts:
            writer.send(part)
        writer.finish()


def main(argv: list[str]) -> int:
    """Write the book that comes on stdin to the file named in `argv`."""
    gc.disable()  # cells hold no cycles
    told: dict[str, Any] = {}
    try:
        write_book(Path(argv[0]), _received(sys.stdin.buffer))
    except OSError as error:
        told = {"errno": error.errno or errno.EIO}
    except BaseException:  # noqa: BLE001 - told to the parent, whose log it belongs in
        frames = traceback.format_tb(sys.exc_info()[2])
        told = {"trace": [*frames, type(sys.exc_info()[1]).__name__]}
    print(json.dumps(told), flush=True)  # noqa: T201 - the answer
    os._exit(1 if told else 0)  # the thread that reads may be waiting for more


class _Writer:
    """The running child; it ends with the block, whatever comes of it."""

    def __init__(self, path: Path) -> None:
        self._child = subprocess.Popen(
            [*own_program(), "write-worker", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def __enter__(self) -> _Writer:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            with suppress(OSError):  # what it still held nobody takes any more
                pipe.close()

    def send(self, part: Part) -> None:
        """Hand over a part; raises OSError where the child cannot write the file."""
        assert self._child.stdin is not None
        data = marshal.dumps(part, _FORM)
        try:
            self._child.stdin.write(_LENGTH.pack(len(data)))
            self._child.stdin.write(data)
        except OSError:
            self.finish()
            raise

    def finish(self) -> None:
        """Wait until the file is written; raises OSError where it could not be."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        with suppress(OSError):
            self._child.stdin.close()
        told = json.loads(self._child.stdout.read() or '{"errno": 0}')
        if "trace" in told:
            raise RuntimeError("\n".join(told["trace"]))
        if "errno" in told:
            code = told["errno"] or errno.EIO
            raise OSError(code, os.strerror(code))


def _received(source: BinaryIO) -> Iterator[Part]:
    """The parts as they come, some of them taken ahead; raises EOFError where they break off."""
    coming: Queue[Part | None] = Queue(_AHEAD)
    Thread(target=_take, args=(source, coming), daemon=True).start()
    while (part := coming.get()) is not None:
        yield part
    raise EOFError


def _take(source: BinaryIO, coming: Queue[Part | None]) -> None:
    while len(head := source.read(_LENGTH.size)) == _LENGTH.size:
        data = source.read(_LENGTH.unpack(head)[0])
        coming.put(marshal.loads(data))
    coming.put(None)
