"""The program's one door."""

import sys


def main() -> int:
    """Run what the command line asks for."""
    if sys.argv[1:2] == ["read-worker"]:
        # Before anything else is imported: the child that reads foreign files starts in 30 ms.
        from crmdesk.models.exchange.worker import main as read_worker

        return read_worker(sys.argv[2:])
    return 2


if __name__ == "__main__":
    sys.exit(main())
