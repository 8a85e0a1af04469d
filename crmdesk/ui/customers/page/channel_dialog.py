"""What one knows of an account besides its name: nickname, remark name, on whose phone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import ChannelRow
from crmdesk.models.customers.reach import set_channel_fact
from crmdesk.models.customers.rules import channel_kind_text
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.kit.form import FormDialog


@dataclass(frozen=True, slots=True)
class ChannelDetails:
    """Everything may be empty."""

    nickname: str
    remark: str
    our_phone: str
    staff_id: int | None

    def problems(self) -> dict[str, str]:
        return {}


class ChannelDialog(FormDialog):
    """Saves itself; what a colleague changed meanwhile is not written over."""

    def __init__(
        self, context: PageContext, row: ChannelRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{channel_kind_text(row.kind)} {context.say_reach(row)}", parent)
        self.setObjectName("channel_dialog")
        self._context, self._row = context, row
        self.nickname = QLineEdit(row.nickname)
        self.remark = QLineEdit(row.remark)
        self.our_phone = QLineEdit(row.our_phone)
        self.staff = QComboBox()
        self.staff.addItem("—", None)
        with context.db.read() as session:
            for member in load_staff(session, also=[row.staff_id]):
                self.staff.addItem(member.name, member.id)
        self.staff.setCurrentIndex(max(0, self.staff.findData(row.staff_id)))
        self.add_field("nickname", _("&Nickname"), self.nickname)
        self.add_field("remark", _("&Remark name"), self.remark)
        self.add_field(
            "our_phone", _("On our &phone"), self.our_phone, _("Number or name of the phone")
        )
        self.add_field("staff", _("Friend &of"), self.staff)
        self.submitted.connect(self._save)
        self.ready()

    def draft(self) -> ChannelDetails:
        return ChannelDetails(
            self.nickname.text().strip(),
            self.remark.text().strip(),
            self.our_phone.text().strip(),
            self.staff.currentData(),
        )

    def _save(self, details: ChannelDetails) -> None:
        row = self._row
        facts = {
            "nickname": (details.nickname, row.nickname),
            "remark": (details.remark, row.remark),
            "our_phone": (details.our_phone, row.our_phone),
            "staff_id": (details.staff_id, row.staff_id),
        }

        def store(session: object) -> None:
            for field, (value, expected) in facts.items():
                if value != expected:
                    set_channel_fact(session, row.id, field, value, expected=expected)  # type: ignore[arg-type]

        job = self._context.write("customer.reach", store)
        self.wait_for(job)
