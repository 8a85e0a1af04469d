"""The words names in WeChat are made of: trades, jobs, ways to call somebody, area codes."""

from functools import cache

from crmdesk.models.exchange.vocabulary.word_files import sections

FILE = "remarks"
TOP_SURNAMES = frozenset("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗")


@cache
def words(section: str, file: str = FILE) -> frozenset[str]:
    """A list of `resources/names`, in simplified characters."""
    return frozenset(sections(file)[section])


@cache
def honorifics() -> tuple[str, ...]:
    """What stands after a surname, the longest first."""
    found = words("ways to call somebody") | (words("jobs") - words("jobs nobody is called by"))
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def area_codes() -> dict[str, str]:
    """0571 → 杭州."""
    return dict(pair.split("=") for pair in sections(FILE)["area codes"])
