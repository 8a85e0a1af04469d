"""What bad sectors, half copies and worn-out drives do to a file."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

PAGE = 4096


def flip_page(path: Path, number: int) -> None:
    """A page (the first is 1) comes back as noise."""
    with path.open("rb+") as file:
        file.seek((number - 1) * PAGE)
        page = file.read(PAGE)
        file.seek((number - 1) * PAGE)
        file.write(bytes(byte ^ 0xFF for byte in page))


def ruin_header(path: Path) -> None:
    """The first hundred bytes are gone."""
    with path.open("rb+") as file:
        file.write(bytes(100))


def cut(path: Path, share: float) -> None:
    """The end of the file is missing."""
    pages = path.stat().st_size // PAGE
    with path.open("rb+") as file:
        file.truncate(int(pages * share) * PAGE)


def leaves_of(path: Path, name: str, key: str | None = None) -> list[int]:
    """Leaf pages of a table, or of an index, in the order they stand in the file."""
    connection = driver.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    if key is not None:
        connection.execute(f'PRAGMA key="{key}"')
    root = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
    ).fetchone()[0]
    inner = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.close()
    return _leaves(path.read_bytes(), root, inner) if key is None else [root]


def _leaves(file: bytes, number: int, count: int) -> list[int]:
    page = file[(number - 1) * PAGE : number * PAGE]
    start = 100 if number == 1 else 0
    if page[start] in (0x0D, 0x0A):
        return [number]
    cells = int.from_bytes(page[start + 3 : start + 5], "big")
    places = [
        int.from_bytes(page[start + 12 + 2 * at : start + 14 + 2 * at], "big")
        for at in range(cells)
    ]
    children = [int.from_bytes(page[place : place + 4], "big") for place in places]
    children.append(int.from_bytes(page[start + 8 : start + 12], "big"))
    return [leaf for child in children if child <= count for leaf in _leaves(file, child, count)]
