"""While a gift is noted: what it should rather not be, who may not take it, what was given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.interactions.kind_bar import KindBar
from crmdesk.ui.interactions.words_edit import WordsEdit
from crmdesk.ui.kit.money import say_money


class GiftNote(QLabel):
    """Stands there while the kind is a gift that goes out; warns, and never forbids."""

    def __init__(
        self,
        db: Database,
        kinds: KindBar,
        words: WordsEdit,
        today: Callable[[], date],
        zone: tzinfo,
    ) -> None:
        super().__init__()
        self.setObjectName("gift_note")
        self.setProperty("role", "hint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._db, self._kinds, self._words = db, kinds, words
        self._today, self._zone = today, zone
        self._customer, self._known = 0, list[str]()
        self.hide()
        kinds.changed.connect(self._look_up)
        words.textChanged.connect(self._show)

    def show_customer(self, customer_id: int) -> None:
        """It is about her from now on."""
        self._customer = customer_id
        self._look_up()

    def _wanted(self) -> bool:
        return self._kinds.kind() == "gift" and self._kinds.direction() != "in"

    def _look_up(self) -> None:
        """What is known of her gifts: asked only when one is noted."""
        self._known = []
        if self._wanted() and self._customer:
            from crmdesk.models.care.gifts import gifts_given, may_not_accept

            with self._db.read() as session:
                official = may_not_accept(session, self._customer)
                given = gifts_given(session, self._customer, None, self._today(), self._zone)
            if official:
                self._known.append(_("In public service: may not accept gifts."))
            if given.count:
                told = ngettext(
                    "{n} gift this year, {cost}", "{n} gifts this year, {cost}", given.count
                )
                cost = say_money(given.cost, given.currency)
                self._known.append(told.format(n=given.count, cost=cost))
        self._show()

    def _show(self) -> None:
        if not self._wanted():
            self.hide()
            return
        from crmdesk.models.care.gifts import taboos

        lines = [*taboos(self._words.toPlainText()), *self._known]
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))
