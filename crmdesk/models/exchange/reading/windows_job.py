"""On Windows the parent bounds the child that reads: by a Job Object, whatever the child does.

Elsewhere the child bounds itself (`worker`). Constants and structures as winnt.h has them.
"""

import ctypes
import subprocess
import sys
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY = 0x100
_KILL_ON_CLOSE = 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", c_int64),
        ("PerJobUserTimeLimit", c_int64),
        ("LimitFlags", c_uint32),
        ("MinimumWorkingSetSize", c_size_t),
        ("MaximumWorkingSetSize", c_size_t),
        ("ActiveProcessLimit", c_uint32),
        ("Affinity", c_size_t),
        ("PriorityClass", c_uint32),
        ("SchedulingClass", c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("Basic", _BasicLimits),
        ("IoCounters", c_uint64 * 6),
        ("ProcessMemoryLimit", c_size_t),
        ("JobMemoryLimit", c_size_t),
        ("PeakProcessMemoryUsed", c_size_t),
        ("PeakJobMemoryUsed", c_size_t),
    )


if sys.platform == "win32":

    class Job:
        """Holds the child to `memory` bytes, and ends it when this is closed or we end."""

        def __init__(self, child: subprocess.Popen[bytes], memory: int) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = c_void_p
            self._handle = c_void_p(self._kernel.CreateJobObjectW(None, None))
            limits = _ExtendedLimits()
            limits.Basic.LimitFlags = _PROCESS_MEMORY | _KILL_ON_CLOSE
            limits.ProcessMemoryLimit = memory
            told = (ctypes.byref(limits), ctypes.sizeof(limits))
            self._kernel.SetInformationJobObject(self._handle, _EXTENDED_LIMITS, *told)
            process = c_void_p(int(getattr(child, "_handle")))  # noqa: B009 - it has no public name
            self._kernel.AssignProcessToJobObject(self._handle, process)

        def close(self) -> None:
            """Let go; a child still running ends with it."""
            self._kernel.CloseHandle(self._handle)
