"""Questionnaires to start from, in the language spoken."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.fill_in import in_own_words
from crmdesk.models.customers.rules import chat_channel
from crmdesk.models.surveys.drafts import QuestionDraft, QuestionnaireDraft

READY = ("csat", "nps", "archive", "fair")


def ready_made(code: str, country: str = "CN") -> QuestionnaireDraft:
    """One of READY for an office there; everything in it can be changed."""
    makers: dict[str, Callable[[], QuestionnaireDraft]] = {
        "csat": _csat, "nps": _nps, "archive": partial(_archive, country), "fair": _fair,
    }  # fmt: skip
    made = makers[code]()
    return replace(made, opening=in_own_words(made.opening), thanks=in_own_words(made.thanks))


def _opening() -> str:
    return _(
        "Hello {salutation}, this is {me} of {office}. May I ask you a few short questions? It "
        "takes about a minute."
    )


def _thanks() -> str:
    return _("Thank you, {salutation}. What you told me helps us to do better.")


def _csat() -> QuestionnaireDraft:
    return QuestionnaireDraft(
        _("Satisfaction after delivery"),
        (
            QuestionDraft("scale", _("How satisfied are you with us on the whole?"), required=True),
            QuestionDraft("nps", _("How likely are you to recommend us to a friend?")),
            QuestionDraft("text", _("What should we do better?")),
        ),
        _opening(),
        _thanks(),
    )


def _nps() -> QuestionnaireDraft:
    return QuestionnaireDraft(
        _("Recommendation (NPS)"),
        (
            QuestionDraft(
                "nps", _("How likely are you to recommend us to a friend?"), required=True
            ),
            QuestionDraft("text", _("What is the main reason for your score?")),
        ),
        _opening(),
        _thanks(),
    )


def _archive(country: str) -> QuestionnaireDraft:
    account = _("May I add you on WeChat? What is your WeChat ID?")
    if (chat := chat_channel(country)) == "line":
        account = _("May I add you on LINE? What is your LINE ID?")
    return QuestionnaireDraft(
        _("Complete the customer’s record"),
        (
            QuestionDraft(
                "text",
                _("When is your birthday, by the common or the lunar calendar?"),
                field="birthday",
            ),
            QuestionDraft("text", account, field=chat),
            QuestionDraft("text", _("What do you like to do in your free time?"),
                          field="hobbies"),
            QuestionDraft("text", _("Is there anything you do not eat or drink?"), field="diet"),
        ),
        _("Hello {salutation}, this is {me} of {office}. We would like to look after you better "
          "and have a small gift for you. May I complete our notes?"),
        _thanks(),
    )  # fmt: skip


def _fair() -> QuestionnaireDraft:
    return QuestionnaireDraft(
        _("Visitors at a fair"),
        (
            QuestionDraft("text", _("What is the name of your company?"), field="company"),
            QuestionDraft("text", _("What is your position?"), field="title"),
            QuestionDraft(
                "multiple",
                _("What are you interested in?"),
                (_("New products"), _("Prices"), _("Samples"), _("Becoming a dealer")),
            ),
            QuestionDraft(
                "single",
                _("When do you plan to buy?"),
                (_("This month"), _("Within three months"), _("This year"), _("Just looking")),
            ),
            QuestionDraft("text", _("To which e-mail address may we send material?"),
                          field="email"),
        ),
        "",
        _("Thank you for your visit, {salutation}."),
    )  # fmt: skip
