"""What can go wrong in words the user can act on."""


class CrmError(Exception):
    """A failure the user can act on; `core.messages` turns `code` and `params` into a sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Invalid(CrmError):
    """Input refused; `fields` maps a field name to the code of what is wrong."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("invalid")
        self.fields = fields


class Stale(CrmError):
    """Somebody (or another window) changed this value since it was shown."""


class Cancelled(Exception):
    """Raised inside a job when the user asked it to stop. Not an error."""
