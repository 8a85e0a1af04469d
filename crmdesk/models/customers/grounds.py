"""The grounds on which personal data may be held, and the ways of telling somebody so."""

from crmdesk.models.core.i18n import pgettext

BASES = ("contract", "consent", "law", "public", "harmless", "other")
HOWS = ("contract", "message", "phone", "notice", "website", "form")


def basis_texts(country: str) -> dict[str, str]:
    """The grounds one may choose, in the words of the law of the office's country."""
    texts = {
        "contract": pgettext("basis", "Contract, or preparing one"),
        "consent": pgettext("basis", "Consent"),
        "law": pgettext("basis", "Legal duty"),
        "public": pgettext("basis", "Made public by herself"),
    }
    if country == "TW":
        texts["harmless"] = pgettext("basis", "No harm to her rights")
    return texts | {"other": pgettext("basis", "Another ground")}


def basis_text(code: str, country: str) -> str:
    """The word for a ground."""
    known = {"harmless": pgettext("basis", "No harm to her rights")} | basis_texts(country)
    return known.get(code, code)


def how_texts() -> dict[str, str]:
    """The ways of telling somebody."""
    return {
        "contract": pgettext("notice", "in the contract"),
        "message": pgettext("notice", "by message"),
        "phone": pgettext("notice", "on the phone"),
        "notice": pgettext("notice", "by a notice in the shop"),
        "website": pgettext("notice", "on our website"),
        "form": pgettext("notice", "on a form"),
    }


def how_text(code: str) -> str:
    """The word for a way; what is no code is shown as it stands."""
    return how_texts().get(code, code)
