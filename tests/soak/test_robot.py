"""A short life of the robot: that it works, and finds nothing in what everybody uses."""

import os
import subprocess
import sys

from tests.support.source import ROOT


def test_that_a_robot_works_in_a_small_office_without_trouble() -> None:
    """Blocks are not judged here: the machine of a test has much else to do."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--customers", "300", "--seed", "7",
         "--deeds", "60", "--no-clock"],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-3000:]
