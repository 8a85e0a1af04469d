"""What a column is: a field, how its cells are read, and which of several it fills."""

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How the cells of a field are read."""

    TEXT = "text"
    NAME = "name"
    NOTE = "note"
    WORDS = "words"
    CHOICE = "choice"
    PHONE = "phone"
    EMAIL = "email"
    BIRTHDAY = "birthday"
    DAY = "day"
    INSTANT = "instant"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    PAID = "paid"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of column; `many` may stand several times, `contact` also for a contact.

    What is not `imported` we only tell; what is not `exported` goes into other columns.
    """

    code: str
    header: str
    kind: Kind = Kind.TEXT
    many: bool = False
    contact: bool = False
    imported: bool = True
    exported: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Where a column goes: the n-th value of a field, of the customer itself or of contact 1, 2 ….

    As text (remembered mappings, JSON): "phone", "phone#2", "phone@work", "contact1.email",
    "custom@爱车"; `label` is a label's code or text, for a custom field its name.
    """

    field: str
    n: int = 1
    contact: int = 0
    label: str = ""

    def __str__(self) -> str:
        who = f"contact{self.contact}." if self.contact else ""
        which = f"#{self.n}" if self.n > 1 else ""
        return f"{who}{self.field}{which}{'@' if self.label else ''}{self.label}"

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The target written as `text`; raises ValueError where it is none."""
        found = _TARGET.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(found[2], int(found[3] or 1), int(found[1] or 0), found[4] or "")


_TARGET = re.compile(r"(?:contact(\d+)\.)?([a-z_.]+?)(?:#(\d+))?(?:@(.*))?", re.DOTALL)
