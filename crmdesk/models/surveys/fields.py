"""Answers that go into the customer's record: shown old and new, taken or refused one by one.

They go the way a fact typed on her page goes, with the same checks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.core.messages import explain
from crmdesk.models.customers.custom_values import canonical, set_custom
from crmdesk.models.customers.edit import get_customer, set_typed_fact
from crmdesk.models.customers.facts import (
    FACTS,
    FactValue,
    fact_of,
    fact_text,
    label_of,
    read_fact,
)
from crmdesk.models.customers.reach import TYPED, add_reach, reach_of
from crmdesk.models.customers.rules import diet_text
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Customer, CustomField, CustomValue, Question, SurveyAnswer

FACT_FIELDS = (
    "birthday", "salutation", "company", "title", "hobbies", "diet", "gift_taste", "occupation",
    "education", "industry", "region", "preferred_channel", "preferred_hour",
)  # fmt: skip
REACH_FIELDS = {
    "phone": ("phone", N_("Phone")),
    "email": ("email", N_("E-mail")),
    "wechat": ("channel", N_("WeChat")),
    "qq": ("channel", N_("QQ")),
    "line": ("channel", N_("LINE")),
    "address": ("address", N_("Address")),
}
_GROWING = frozenset({"hobbies", "gift_taste", "diet"})
"""What is told there is added to what is known."""
_CUSTOM = "custom:"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer bound to a field: `old` is what stands there, `new` what would; `problem` says
    why it cannot be taken, in words."""

    answer_id: int
    field: str
    label: str
    old: str
    new: str
    problem: str = ""


def field_texts(session: Session) -> dict[str, str]:
    """Code -> name of every field an answer may go into, the office's own fields last."""
    found = {name: label_of(name) for name in FACT_FIELDS}
    found |= {name: _(label) for name, (_table, label) in REACH_FIELDS.items()}
    own = select(CustomField.id, CustomField.name).order_by(CustomField.position, CustomField.id)
    return found | {f"{_CUSTOM}{key}": name for key, name in session.execute(own)}


def load_proposals(session: Session, response_id: int, office: OfficeSettings) -> list[Proposal]:
    """What of a response would change the record and was not decided yet."""
    found = (proposal for _answer, proposal in _proposals(session, response_id, office))
    return [proposal for proposal in found if proposal is not None]


def settle_known(session: Session, response_id: int, office: OfficeSettings) -> None:
    """What the record says already, or has no field for any more, waits for nobody's decision."""
    for answer, proposal in list(_proposals(session, response_id, office)):
        if proposal is None:
            answer.fate = "taken"
    session.flush()


def take_answer(
    session: Session, answer: SurveyAnswer, field: str, *, today: date, office: OfficeSettings
) -> None:
    """Put an answer into its field. Raises the errors a page would show for what was typed."""
    customer = get_customer(session, answer.customer_id)
    typed = _typed(customer, field, answer.value)
    if field in FACTS:
        expected = fact_of(customer, field)
        set_typed_fact(session, customer.id, field, typed, expected=expected, today=today,
                       country=office.country)  # fmt: skip
    elif field in REACH_FIELDS:
        _reach(session, customer.id, field, typed, office)
    else:
        field_id = int(field.removeprefix(_CUSTOM))
        old = _custom_now(session, customer.id, field_id)
        set_custom(session, customer.id, field_id, typed, expected=old)


def _proposals(
    session: Session, response_id: int, office: OfficeSettings
) -> Iterator[tuple[SurveyAnswer, Proposal | None]]:
    """Answers not decided yet; None where there is nothing to decide."""
    texts = field_texts(session)
    query = (
        select(SurveyAnswer, Question.field)
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(
            SurveyAnswer.response_id == response_id,
            SurveyAnswer.fate == "",
            Question.field != "",
            SurveyAnswer.value != "",
        )
        .order_by(Question.position, SurveyAnswer.id)
    )
    for answer, field in session.execute(query).all():
        known = field in texts
        yield (
            answer,
            _proposal(session, answer, field, texts[field], office) if known else None,
        )


def _proposal(
    session: Session, answer: SurveyAnswer, field: str, label: str, office: OfficeSettings
) -> Proposal | None:
    customer = get_customer(session, answer.customer_id)
    say = _sayer(session, customer, field, office)
    try:
        old, new = say(_typed(customer, field, answer.value))
    except CrmError as error:
        plain = answer.value.replace("\n", " ")
        return Proposal(answer.id, field, label, "", plain, explain(error))
    return None if old == new else Proposal(answer.id, field, label, old, new)


def _sayer(
    session: Session, customer: Customer, field: str, office: OfficeSettings
) -> Callable[[str], tuple[str, str]]:
    """Says what stands in a field and what would."""
    if field in FACTS:
        old = _said(field, fact_of(customer, field), office)
        return lambda typed: (
            old,
            _said(field, read_fact(field, typed, country=office.country), office),
        )
    if field in REACH_FIELDS:
        return lambda typed: _reached(session, customer.id, field, typed)
    return lambda typed: _custom(session, customer.id, field, typed)


def _said(field: str, value: FactValue, office: OfficeSettings) -> str:
    if isinstance(value, Birthday):
        return say_birthday(value, country=office.country)
    return fact_text(field, value)


def _typed(customer: Customer, field: str, value: str) -> str:
    """What goes in: of several choices all, and what is known already where both may hold."""
    told = value.replace("\n", "、")
    if field not in _GROWING:
        return told
    old = str(fact_of(customer, field) or "")
    old = diet_text(old) if field == "diet" else old
    known = {word for word in old.replace("，", "、").split("、") if word}
    more = [word for word in told.split("、") if word and word not in known]
    return "、".join(filter(None, (old, *more)))


def _reached(session: Session, customer_id: int, field: str, typed: str) -> tuple[str, str]:
    table, _label = REACH_FIELDS[field]
    rows = reach_of(session, table, customer_id, None)
    if table == "channel":
        rows = [row for row in rows if getattr(row, "kind", "") == field]
    told = [str(getattr(row, TYPED[table])) for row in rows]
    known = {_plain(text) for text in told}
    new = told if _plain(typed) in known else [*told, typed]
    return ", ".join(told), ", ".join(new)


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "").casefold()


def _reach(
    session: Session, customer_id: int, field: str, typed: str, office: OfficeSettings
) -> None:
    table, _label = REACH_FIELDS[field]
    try:
        add_reach(session, customer_id, table, typed, office=office, kind=field)
    except CrmError as error:
        if error.code != "reach.twice":
            raise


def _custom(session: Session, customer_id: int, field: str, typed: str) -> tuple[str, str]:
    field_id = int(field.removeprefix(_CUSTOM))
    row = session.get(CustomField, field_id)
    if row is None:
        raise CrmError("field.gone")
    old = _custom_now(session, customer_id, field_id)
    return old, canonical(row.kind, typed, tuple(row.choices))


def _custom_now(session: Session, customer_id: int, field_id: int) -> str:
    query = select(CustomValue.value).where(
        CustomValue.customer_id == customer_id, CustomValue.field_id == field_id
    )
    return session.scalar(query) or ""
