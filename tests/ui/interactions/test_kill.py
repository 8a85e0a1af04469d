"""The program is killed in the middle of a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.journal.drafts import load_draft
from tests.support.builders import add_customer
from tests.support.source import ROOT

CLERK = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.open import open_database
from crmdesk.ui.interactions.composer import Composer
from crmdesk.ui.kit.jobs import JobRunner

def die_once_kept():
    with db.read() as session:
        if load_draft(session, f"composer:{customer}", db.staff_id) is not None:
            os.kill(os.getpid(), signal.SIGKILL)

application = QApplication([])
db, customer = open_database(sys.argv[1]), int(sys.argv[2])
composer = Composer(db, JobRunner())
composer.show_customer(customer)
composer.words.setPlainText("她说下周要两箱，还要")
watch = QTimer(interval=20)
watch.timeout.connect(die_once_kept)
watch.start()
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
def test_that_kill_9_costs_no_words_that_were_kept(db: Database, tmp_path: Path) -> None:
    customer = add_customer(db)
    file = tmp_path / "test.db"
    clerk = subprocess.run(
        [sys.executable, "-c", CLERK, str(file), str(customer)],
        cwd=ROOT,
        check=False,
        timeout=60,
        capture_output=True,
    )
    assert clerk.returncode == -9
    with db.read() as session:
        kept = load_draft(session, f"composer:{customer}", db.staff_id)
    assert kept is not None
    assert kept.data["text"] == "她说下周要两箱，还要"
