"""Files the robot hands to the program: good ones, damaged ones, and places to write to."""

from pathlib import Path
from random import Random

from crmdesk.models.demo.book import legacy_book
from tests.support.hostile_seeds import seeds

ROWS = 300  # of the address book


class Papers:
    """A folder with one file of each kind that is read, some of them cut or turned about."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        random = Random(seed)
        legacy_book(folder / "book.xlsx", ROWS, seed=seed)
        for name, content in sorted(seeds().items()):
            (folder / name).write_bytes(content)
            if random.random() < 0.3:
                (folder / f"damaged-{name}").write_bytes(_damaged(random, content))
        (folder / "empty.csv").write_bytes(b"")
        (folder / "card.png").write_bytes(b"\x89PNG\r\n\x1a\n" + random.randbytes(400))
        (folder / "run.exe").write_bytes(b"MZ" + random.randbytes(400))
        (folder / "contract.txt").write_text("年度框架协议\n", encoding="utf-8")
        self._files = sorted(folder.iterdir())
        self._written = folder / "written"
        self._written.mkdir()

    def some_file(self, random: Random) -> Path:
        """To be opened; rarely one that is not there."""
        if random.random() < 0.05:
            return self.folder / "gone.xlsx"
        if random.random() < 0.4:
            return self.folder / "book.xlsx"
        return random.choice(self._files)

    def some_place(self, random: Random, ending: str) -> Path:
        """To be written to; at times where a file stands already, or where none can stand."""
        if random.random() < 0.05:
            return self._written / "no folder" / f"x{ending}"
        return self._written / f"{random.randint(1, 30)}{ending}"

    def some_folder(self, random: Random) -> Path:
        return random.choice((self._written, self.folder / "new folder"))


def _damaged(random: Random, content: bytes) -> bytes:
    if random.random() < 0.5:
        return content[: random.randrange(len(content) + 1)]
    bits = bytearray(content)
    for _ in range(20):
        if bits:
            bits[random.randrange(len(bits))] ^= 1 << random.randrange(8)
    return bytes(bits)
