"""The words names in WeChat are made of: trades, jobs, ways to call somebody, area codes."""

from functools import cache

from crmdesk.paths import resource

FILE = "remarks"
TOP_SURNAMES = frozenset("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗")


@cache
def words(section: str, file: str = FILE) -> frozenset[str]:
    """A list of `resources/names`, in simplified characters."""
    return frozenset(_sections(file)[section])


@cache
def honorifics() -> tuple[str, ...]:
    """What stands after a surname, the longest first."""
    found = words("ways to call somebody") | (words("jobs") - words("jobs nobody is called by"))
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def area_codes() -> dict[str, str]:
    """0571 → 杭州."""
    return dict(pair.split("=") for pair in _sections(FILE)["area codes"])


@cache
def _sections(file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in resource("names", f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += line.split()
    return found
