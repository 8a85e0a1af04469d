import re
import subprocess
import sys

from crmdesk.models.core.later import pattern


def in_a_fresh_program(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_that_a_pattern_answers_like_a_compiled_one() -> None:
    late, compiled = pattern(r"(\d+)-x", re.IGNORECASE), re.compile(r"(\d+)-x", re.IGNORECASE)
    for text in ("12-X", "12", ""):
        assert (late.fullmatch(text) is None) == (compiled.fullmatch(text) is None)
    assert late.findall("1-x 2-x") == compiled.findall("1-x 2-x")
    assert late.pattern == compiled.pattern


def test_that_a_start_does_without_what_only_the_libraries_wish() -> None:
    said = in_a_fresh_program(
        "import sys, crmdesk.models.open\n"
        "print(*(name in sys.modules for name in ('asyncio.base_events', 'email', 'zipfile')))"
    )
    assert said == ["False"] * 3


def test_that_what_was_put_off_is_all_there_when_wanted() -> None:
    said = in_a_fresh_program(
        "import crmdesk.models.open, importlib.metadata, asyncio\n"
        "async def one(): return 1\n"
        "print(asyncio.run(one()), importlib.metadata.version('sqlalchemy')[0])\n"
        "from asyncio import Queue\n"
        "import asyncio.queues\n"
        "print(Queue is asyncio.queues.Queue)"
    )
    assert said == ["1", "2", "True"]
