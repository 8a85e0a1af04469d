"""The licences of what comes with the program, read from the packages that are installed.

A packed program has no packages any more: there they are read from the file that
`build_spec/licences.py` wrote when it was packed.
"""

import json
import re
import site
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from crmdesk.models.core.jobs import Progress, silent
from crmdesk.paths import resource

FILE = "licences.json"
_NAMED = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_REQUIRED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[([a-z0-9,_ -]+)\])?")
_QT = frozenset(("pyside6-essentials", "shiboken6"))
_LONGEST = 200_000  # characters of one licence; the longest known is a fifth of it


@dataclass(frozen=True, slots=True)
class Licence:
    """Of one thing that is packed; `kind` its short name (MIT, LGPL-3.0-only …)."""

    name: str
    version: str
    kind: str
    text: str


def load_licences(progress: Progress = silent) -> list[Licence]:
    """Of all that this very program brings along, by name; raises Cancelled when `progress` does,
    after each: a program that is not packed looks for them for a while."""
    packed = resource("licences", FILE)
    if packed.is_file():
        return [Licence(**one) for one in json.loads(packed.read_text("utf-8"))]
    return gather(progress)


def gather(progress: Progress = silent) -> list[Licence]:
    """Of everything crmdesk requires, whatever that requires in turn, what lies within it in
    machine code, and of Python."""
    found: list[Licence] = []
    for one in _required():
        progress(len(found), 0)
        found.append(_licence_of(one))
    return sorted([*found, *_within(found), _python()], key=lambda one: one.name.lower())


def write_licences(target: Path, licences: Iterable[Licence]) -> None:
    """The file a packed program reads; the same bytes for the same packages."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(one) for one in licences], ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")


def _required() -> Iterator[Distribution]:
    waiting, seen, given = _of_our_own(), set[str](), set[str]()
    while waiting:
        line = waiting.pop()
        match = _REQUIRED.match(line)
        if match is None or line in seen:
            continue
        seen.add(line)
        try:
            known = distribution(match[1])
        except PackageNotFoundError:  # for another system, or an extra nobody asked for
            continue
        if known.metadata["Name"] not in given:
            given.add(known.metadata["Name"])
            yield known
        extras = (match[2] or "").replace(" ", "").split(",")
        waiting += [more for more in known.requires or () if _applies(more, extras)]


def _of_our_own() -> list[str]:
    """In a checkout what pyproject.toml says: what was installed may be of yesterday."""
    project = resource().parent / "pyproject.toml"
    if not project.is_file():
        return list(distribution("crmdesk").requires or ())
    import tomllib

    return list(tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"])


def _applies(line: str, extras: Collection[str]) -> bool:
    """Whether a requirement is one of those installed; which system it is for shows by itself."""
    needed = re.search(r"extra\s*==\s*['\"]([^'\"]+)", line)
    return needed is None or needed[1] in extras


def _licence_of(one: Distribution) -> Licence:
    name = one.metadata["Name"]
    texts = [text for text in _texts(one) if text]
    if name.lower().replace("_", "-") in _QT:
        texts += _lesser_licence()
    kind = _kind(one)
    if not texts:  # the package brings no text along, only the name of its licence
        texts = [line for line in (kind, one.metadata["Author"], one.metadata["Home-page"]) if line]
    return Licence(name, one.version, kind, "\n\n".join(texts)[:_LONGEST])


def _texts(one: Distribution) -> Iterator[str]:
    for file in one.files or ():
        place = file.as_posix()
        if ".dist-info/" not in place or not _NAMED.search(file.name):
            continue
        located = Path(str(file.locate()))
        if located.is_file():
            yield located.read_text("utf-8", "replace").strip()


def _kind(one: Distribution) -> str:
    told = (one.metadata.get_all("License-Expression") or [""])[0]
    if told:
        return str(told)
    classes = one.metadata.get_all("Classifier") or ()
    named = [line.rpartition(" :: ")[2] for line in classes if line.startswith("License ::")]
    short = str((one.metadata.get_all("License") or [""])[0]).strip()
    if short and "\n" not in short and len(short) < 60:
        return short
    return ", ".join(named) or "–"


def _lesser_licence() -> list[str]:
    """Qt's packages name their licence and bring no text of it."""
    folder = resource("licences")
    names = ("LGPL-3.0.txt", "GPL-3.0.txt")
    return [(folder / name).read_text("utf-8").strip() for name in names]


def _within(found: Iterable[Licence]) -> Iterator[Licence]:
    """The libraries inside those packages, which name no licence of theirs."""
    import tomllib

    names = {one.name for one in found}
    table = tomllib.loads(resource("licences", "bundled.toml").read_text("utf-8"))
    for part in table["part"]:
        if part["within"] in names:
            yield Licence(part["name"], "", part["kind"], part["text"].strip())


def _python() -> Licence:
    places = [Path(site.__file__).parent, Path(sys.base_prefix), Path(sys.base_prefix, "lib")]
    texts = [
        found.read_text("utf-8", "replace").strip()
        for place in places
        for found in (place / "LICENSE.txt", place / "LICENSE")
        if found.is_file()
    ]
    text = texts[0] if texts else "https://docs.python.org/3/license.html"
    return Licence("Python", sys.version.split()[0], "PSF-2.0", text)
