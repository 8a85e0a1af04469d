"""A photo on a card goes to customers who have none; undo takes it back."""

import base64
import io
from pathlib import Path

from PIL import Image
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.files import FileDraft, attach_file, load_file
from crmdesk.models.exchange.export.photos import small_photo
from crmdesk.models.exchange.importing import (
    ImportResult,
    ReadChoices,
    import_file,
    make_plan,
    understand_book,
)
from crmdesk.models.exchange.planning.picks import Picks
from crmdesk.models.exchange.planning.plan import ImportChoices
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.schema import Attachment
from tests.support.builders import add_customer
from tests.support.databases import NOW


def picture(colour: str, side: int = 40) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(stream, "JPEG", quality=95)
    stream.seek(0)
    with Image.open(stream) as noise:
        out = io.BytesIO()
        Image.blend(noise, Image.new("RGB", noise.size, colour), 0.5).save(out, "JPEG", quality=95)
        return out.getvalue()


RED, BLUE = picture("red"), picture("blue")


def card(photo: bytes, *lines: str) -> str:
    data = base64.b64encode(photo).decode()
    told = ["FN:张三", "TEL:13800138000", *lines, f"PHOTO;ENCODING=b;TYPE=JPEG:{data}"]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *told, "END:VCARD", ""])


def bring(
    db: Database, folder: Path, text: str, choices: ImportChoices | None = None
) -> ImportResult:
    path = folder / "手机.vcf"
    path.write_text(text, encoding="utf-8")
    return import_file(db, path, choices=choices)


def photos(db: Database) -> list[bytes]:
    with db.read() as session:
        ids = session.scalars(select(Attachment.id).order_by(Attachment.id)).all()
        return [load_file(session, id_).data for id_ in ids]


def known_customer(db: Database, photo: bytes | None = None) -> int:
    customer = add_customer(db, name="张三", phone="13800138000")
    if photo is not None:
        with db.write("attachment.add", file="x") as session:
            attach_file(session, customer, FileDraft("她.jpg", photo), kind="photo", now=NOW)
    return customer


def test_that_a_customer_without_a_photo_gets_that_of_the_card(
    db: Database, tmp_path: Path
) -> None:
    known_customer(db)
    result = bring(db, tmp_path, card(RED))
    (row,) = result.plan.rows
    assert row.action == "update"
    assert [(change.field, change.old) for change in row.changes()] == [("Photo", "")]
    assert photos(db) == [RED]
    undo(db)
    assert photos(db) == []
    redo(db)
    assert photos(db) == [RED]


def test_that_the_same_card_again_changes_nothing(db: Database, tmp_path: Path) -> None:
    known_customer(db)
    bring(db, tmp_path, card(RED))
    again = bring(db, tmp_path, card(RED, "X-SAME:no"))
    assert [row.action for row in again.plan.rows] == ["update"]
    assert again.plan.rows[0].changes()[0].field == "Note"
    assert photos(db) == [RED]
    assert again.plan.problems == []


def test_that_another_photo_stays_and_is_told(db: Database, tmp_path: Path) -> None:
    known_customer(db, RED)
    result = bring(db, tmp_path, card(BLUE))
    assert [row.reason for row in result.plan.rows] == ["identical"]
    assert [(problem.column, problem.code) for problem in result.plan.problems] == [
        ("PHOTO", "photo.kept")
    ]
    assert photos(db) == [RED]


def test_that_a_photo_made_small_for_a_card_is_the_same(db: Database, tmp_path: Path) -> None:
    large = picture("red", 700)
    small = small_photo(large)
    assert small is not None
    assert small != large
    known_customer(db, large)
    assert bring(db, tmp_path, card(small)).plan.problems == []
    assert photos(db) == [large]


def test_that_the_first_photo_of_two_cards_counts(db: Database, tmp_path: Path) -> None:
    bring(db, tmp_path, card(RED).replace("PHOTO", "X-NONE") + card(BLUE))
    assert photos(db) == [BLUE]


def test_that_a_photo_can_be_refused(db: Database, tmp_path: Path) -> None:
    known_customer(db)
    picks = Picks(fields={(("", 1), "photo"): False})
    bring(db, tmp_path, card(RED), ImportChoices(picks=picks))
    assert photos(db) == []


def test_that_a_photo_comes_along_where_another_value_is_refused(
    db: Database, tmp_path: Path
) -> None:
    known_customer(db)
    picks = Picks(fields={(("", 1), "title"): False})
    bring(db, tmp_path, card(RED, "TITLE:经理"), ImportChoices(picks=picks))
    assert photos(db) == [RED]


def test_that_a_plan_made_first_keeps_photos_too(db: Database, tmp_path: Path) -> None:
    known_customer(db)
    path = tmp_path / "a.vcf"
    path.write_text(card(RED), encoding="utf-8")
    found = understand_book(db, read_book(path), ReadChoices())
    plan = make_plan(db, found, ImportChoices())
    assert plan.changes_anything()


def test_that_a_group_among_cards_is_skipped(db: Database, tmp_path: Path) -> None:
    group = "BEGIN:VCARD\nKIND:group\nFN:老客户\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    result = bring(db, tmp_path, group + card(RED, "UID:1"))
    assert sorted(row.action for row in result.plan.rows) == ["create", "skip"]
