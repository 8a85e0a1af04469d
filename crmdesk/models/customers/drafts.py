"""What one types about a new customer."""

from dataclasses import dataclass

from crmdesk.models.calendar.birthday import Birthday


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A new customer as typed; `phones`, `email`, `wechat` and `line` hold what is in their fields.

    Tags and source are names: those the office does not know yet are added to its lists. An empty
    `number` means the next free one. A company's text belongs to a person; a company customer has
    its own name.
    """

    name: str = ""
    kind: str = "person"
    company: str = ""
    salutation: str = ""
    gender: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    wechat: str = ""
    line: str = ""
    address: str = ""
    birthday: Birthday | None = None
    stage: str = "potential"
    source: str = ""
    industry: str = ""
    region: str = ""
    owner_id: int | None = None
    parent_id: int | None = None
    referrer_id: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    number: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.name.strip():
            found["name"] = "customer.name.empty"
        if self.email.strip() and "@" not in self.email:
            found["email"] = "customer.email.odd"
        return found
