"""The office of the pictures speaks one language throughout."""

from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import speaking
from crmdesk.models.demo.showcase import WORK, make_showcase
from crmdesk.models.demo.words import lines, lists_of
from crmdesk.models.schema import Attachment, Customer, Tag


def test_that_an_office_in_taiwan_is_written_as_there_whoever_makes_it(db: Database) -> None:
    with speaking("zh_CN"):
        shown = make_showcase(db, "TW")
    with lists_of("TW"):
        file, tag, bare = (lines(WORK, what)[0] for what in ("file", "tags", "bare"))
    with db.read() as session:
        assert session.scalars(select(Attachment.name)).all() == [file]
        assert tag in session.scalars(select(Tag.name)).all()
        assert session.get_one(Customer, shown.bare).name == bare
