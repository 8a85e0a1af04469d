"""How one might address a person, from her surname; her gender is never guessed."""

import re
from contextlib import nullcontext

from crmdesk.models.core.i18n import language, pgettext, speaking
from crmdesk.models.derived.hanzi import is_hanzi
from crmdesk.models.derived.names import split_person

_HONORIFIC = re.compile(
    r"(总监?|經理|经理|老师|老師|工|姐|哥|叔|姨|女士|先生|小姐|主任|厂长|廠長|局长)$"
)


def offered_salutations(name: str) -> tuple[str, ...]:
    """王总, 王经理, 王老师, 王工, 王女士, 王先生 for 王芳; nothing where no surname is known."""
    surname, given = split_person(name.strip())
    if not surname:
        return ()
    if _HONORIFIC.search(given):  # 王总 is how she is called already
        return (name.strip(),)
    # A Chinese surname is addressed in Chinese, whatever language the program speaks.
    with speaking("zh_CN") if language() == "en" and is_hanzi(surname[0]) else nullcontext():
        return tuple(word.format(surname=surname) for word in _words())


def _words() -> tuple[str, ...]:
    return (
        pgettext("salutation", "{surname} (boss)"),
        pgettext("salutation", "Manager {surname}"),
        pgettext("salutation", "Teacher {surname}"),
        pgettext("salutation", "Engineer {surname}"),
        pgettext("salutation", "Ms {surname}"),
        pgettext("salutation", "Mr {surname}"),
    )
