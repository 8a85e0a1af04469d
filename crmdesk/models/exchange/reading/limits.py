"""How much memory the child that reads may take; it bounds itself, on Windows its parent does."""

import subprocess
import sys
from collections.abc import Callable

MEMORY_LIMIT = 1500 * 1024 * 1024


def bound(child: "subprocess.Popen[bytes]") -> Callable[[], None]:
    """Hold a child just started to the limit where it cannot itself; what lets it go again."""
    if sys.platform == "win32":
        from crmdesk.models.exchange.reading.windows_job import Job

        return Job(child, MEMORY_LIMIT).close
    return lambda: None
