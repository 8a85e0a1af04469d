"""LDIF (RFC 2849), as Thunderbird, Outlook's address books and directories write it: one sheet."""

import binascii
import re
from collections.abc import Iterator
from typing import Any

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading.rows import SheetRows
from crmdesk.models.exchange.reading.unlock import Source

_HEADERS = {
    "Display Name": "cn displayname",
    "First Name": "givenname gn",
    "Last Name": "sn surname",
    "Nickname": "mozillanickname xmozillanickname nickname",
    "E-mail": "mail rfc822mailbox mozillasecondemail",
    "Work Phone": "telephonenumber otherTelephone",
    "Home Phone": "homephone homeTelephoneNumber",
    "Mobile Phone": "mobile mobiletelephonenumber cellphone",
    "Fax Number": "facsimiletelephonenumber fax",
    "Pager Number": "pager pagertelephonenumber",
    "Organization": "o organizationname company",
    "Department": "ou orgunit department departmentnumber",
    "Job Title": "title",
    "Work Street": "street streetaddress postaladdress",
    "Work Street 2": "mozillaworkstreet2",
    "Work City": "l locality",
    "Work State": "st region",
    "Work ZipCode": "postalcode zip",
    "Work Country": "co countryname c",
    "Home Street": "mozillahomestreet homepostaladdress",
    "Home Street 2": "mozillahomestreet2",
    "Home City": "mozillahomelocalityname",
    "Home State": "mozillahomestate",
    "Home ZipCode": "mozillahomepostalcode",
    "Home Country": "mozillahomecountryname",
    "Web Page": "mozillaworkurl workurl mozillahomeurl homeurl labeleduri url wwwhomepage",
    "Birth Year": "birthyear",
    "Birth Month": "birthmonth",
    "Birth Day": "birthday",
    "Custom 1": "mozillacustom1 custom1",
    "Custom 2": "mozillacustom2 custom2",
    "Custom 3": "mozillacustom3 custom3",
    "Custom 4": "mozillacustom4 custom4",
    "Notes": "description info comment",
}
_GROUPS = "Groups"
_HEADER_OF = {word.lower(): header for header, words in _HEADERS.items() for word in words.split()}
_MACHINES = frozenset(
    (
        *("dn", "objectclass", "objectcategory", "objectguid", "objectsid"),
        *("changetype", "version", "modifytimestamp", "createtimestamp", "whencreated"),
        *("whenchanged", "usnchanged", "usncreated", "instancetype", "jpegphoto"),
        *("thumbnailphoto", "userpassword", "mozillausehtmlmail", "xmozillausehtmlmail", "uid"),
        *("member", "uniquemember", "distinguishedname", "name", "initials"),
    )
)
"""What directories note for themselves; pictures cannot stand in a sheet."""
_LISTS = frozenset({"groupofnames", "groupofuniquenames", "group"})
_ATTRIBUTE = re.compile(r"([A-Za-z0-9.-]+)((?:;[A-Za-z0-9-]+)*):(.*)", re.DOTALL)
_MANY = 8
"""How many columns a repeated attribute may get; more stand together in the last."""
Entry = dict[str, list[str]]


def read_ldif(path: Source, encoding: str) -> Iterator[SheetRows]:
    """The people of a directory; lists of people become a column of their own.

    Raises CrmError "file.ldif_changes" where the file says what to change in a directory.
    """
    text = path.read_bytes().decode(encoding, "replace").lstrip("\ufeff")
    people: list[Entry] = []
    groups: dict[str, list[str]] = {}
    for entry in _entries(text):
        if entry.get("changetype", ["add"])[0].lower() != "add":
            raise CrmError("file.ldif_changes", file=path.name)
        if _LISTS & {kind.lower() for kind in entry.get("objectclass", ())}:
            for member in (*entry.get("member", ()), *entry.get("uniquemember", ())):
                groups.setdefault(_plain_dn(member), []).extend(entry.get("cn", ())[:1])
        else:
            people.append(entry)
    yield SheetRows("", _rows(people, groups), height=len(people) + 1)


def _entries(text: str) -> Iterator[Entry]:
    entry: Entry = {}
    for line in _unfolded(text):
        if not line:
            if "dn" in entry:
                yield entry
            entry = {}
        elif (found := _ATTRIBUTE.fullmatch(line)) and (value := _value(found[3])):
            entry.setdefault(found[1].lower(), []).append(value)
    if "dn" in entry:
        yield entry


def _unfolded(text: str) -> Iterator[str]:
    """Logical lines without comments; a line that begins with a blank goes on the one before."""
    pieces: list[str] = []
    for line in re.split(r"\r\n|\n|\r", text):
        if line[:1] == " " and pieces:
            pieces.append(line[1:])
            continue
        if pieces and not pieces[0].startswith("#"):
            yield "".join(pieces)
        pieces = [line]
    if pieces and not pieces[0].startswith("#"):
        yield "".join(pieces)


def _value(told: str) -> str:
    """`:: base64`, `:< address` (never followed), `: text`."""
    if told.startswith("<"):
        return ""
    if not told.startswith(":"):
        return told.strip()
    try:
        data = binascii.a2b_base64(told[1:])
    except binascii.Error:
        return ""
    try:
        return data.decode().strip()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace").strip()


def _rows(people: list[Entry], groups: dict[str, list[str]]) -> Iterator[list[Any]]:
    told = [_by_header(entry, groups) for entry in people]
    widths: dict[str, int] = {}
    for values in told:
        for header, found in values.items():
            widths[header] = max(widths.get(header, 0), len(found))
    order = {header: number for number, header in enumerate(_HEADERS)}
    headers = sorted(widths, key=lambda header: order.get(header, len(order)))
    yield [header for header in headers for _ in range(widths[header])]
    for values in told:
        row: list[str] = []
        for header in headers:
            found = values.get(header, [])
            row += [*found, *[""] * (widths[header] - len(found))]
        yield row


def _by_header(entry: Entry, groups: dict[str, list[str]]) -> Entry:
    values: Entry = {}
    for attribute, told in entry.items():
        if attribute not in _MACHINES:
            found = values.setdefault(_HEADER_OF.get(attribute, attribute), [])
            found += [value for value in dict.fromkeys(told) if value not in found]
    if member_of := groups.get(_plain_dn(entry["dn"][0])):
        values[_GROUPS] = ["; ".join(dict.fromkeys(member_of))]
    for header, found in values.items():
        most = _MANY if header.endswith(("Phone", "E-mail", "Page", "Number")) else 1
        between = "\n" if header == "Notes" else " / "
        values[header] = [*found[: most - 1], between.join(found[most - 1 :])]
    return values


def _plain_dn(text: str) -> str:
    return ",".join(part.strip() for part in text.lower().split(","))
