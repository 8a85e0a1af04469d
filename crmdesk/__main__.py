"""The program's one door."""

import gc
import sys

USUAL_DEMO = 500  # customers of `--demo` without a number


def main() -> int:
    """Run what the command line asks for."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["read-worker"]:
        # Before anything else is imported: the child that reads foreign files starts in 30 ms.
        from crmdesk.models.exchange.worker import main as read_worker

        return read_worker(arguments[1:])
    return _window(arguments)


def _window(arguments: list[str]) -> int:
    """crmdesk [--db FILE_OR_URL] [--demo [N]] [FILE]"""
    from crmdesk.models.core.settings import load_settings
    from crmdesk.ui.shell.start import Start, hand_over, instance_door

    database: str | None = None
    demo: int | None = None
    file: str | None = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--db" and rest:
            database = rest.pop(0)
        elif word == "--demo":
            demo = int(rest.pop(0)) if rest and rest[0].isdigit() else USUAL_DEMO
        else:
            file = word
    start = Start(database, file, demo)
    door = instance_door(start.target(load_settings()))
    if hand_over(door, {"file": start.absolute_file()}):
        return 0
    gc.disable()  # while thousands of classes are made, for nothing; the window puts it on again
    from crmdesk.app import run

    return run(start)


if __name__ == "__main__":
    sys.exit(main())
