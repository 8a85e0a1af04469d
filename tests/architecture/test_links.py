"""Nothing is handed to another program but through the one door of the kit."""

import re

from tests.support.source import ROOT, modules

DOOR = "crmdesk/ui/kit/links.py"
OPENING = re.compile(
    r"QDesktopServices|webbrowser|startfile|xdg-open|setOpenExternalLinks\(True|setOpenLinks\(True"
)


def test_that_only_the_door_of_links_hands_anything_to_the_system() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in modules("crmdesk")
        if OPENING.search(path.read_text(encoding="utf-8"))
    ]
    assert found == [DOOR]
