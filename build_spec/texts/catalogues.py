"""The program's messages as the source has them, and the two catalogues kept beside them."""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("zh_CN", "zh_TW")
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "P_": ((1, "c"), 2),
}

Key = tuple[str | None, str]


def extract(source: Path = ROOT / "crmdesk") -> Catalog:
    """Every message of the source, with the files it stands in."""
    found = Catalog(fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(source, keywords=KEYWORDS):
        place = Path(source.name, name).as_posix()
        found.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def read(language: str, folder: Path = FOLDER) -> Catalog:
    """A catalogue as it stands in the checkout."""
    with source_file(language, folder).open(encoding="utf-8") as file:
        return read_po(file, locale=language)


def write(catalogue: Catalog, language: str, folder: Path = FOLDER) -> None:
    """Store a catalogue sorted by message, so that two people's additions merge."""
    with source_file(language, folder).open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)


def compile_all(folder: Path = FOLDER) -> None:
    """Write the .mo files the program reads."""
    for language in LANGUAGES:
        target = folder / language / "LC_MESSAGES" / "crmdesk.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, read(language, folder))


def updated(old: Catalog, template: Catalog) -> Catalog:
    """`old` with exactly the messages of the source; translations that still apply are kept."""
    known = messages(old)
    new = Catalog(locale=old.locale, project="crmdesk", charset="utf-8", fuzzy=False)
    new.creation_date = old.creation_date
    for key, message in messages(template).items():
        before = known.get(key)
        kept = translations(before) if before else ()
        text = kept[0] if kept else ""
        new.add(
            message.id,
            (text,) if message.pluralizable else text,
            locations=[(place, 0) for place in places(message)],
            flags=message.flags - {"fuzzy"},
            context=message.context,
        )
    return new


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """The messages by context and singular, without the header."""
    return {(message.context, singular(message)): message for message in catalogue if message.id}


def singular(message: Message) -> str:
    """The English text, of a plural message its singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def translations(message: Message) -> tuple[str, ...]:
    """What stands in the catalogue for a message: one text, or one per plural form."""
    text = message.string
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def places(message: Message) -> list[str]:
    """The files a message stands in, each once."""
    return list(dict.fromkeys(place for place, _line in message.locations))


def source_file(language: str, folder: Path = FOLDER) -> Path:
    """The .po file of a language."""
    return folder / f"{language}.po"
