"""What the tables must and must not do by themselves."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import ForeignKeyConstraint

from crmdesk.models import schema
from crmdesk.models.schema import Base


def test_that_no_row_vanishes_unseen_by_the_journal() -> None:
    """ON DELETE and ON UPDATE would change rows behind the session's back."""
    acting = [
        f"{table.name}: {constraint.ondelete or constraint.onupdate}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
        and (constraint.ondelete or constraint.onupdate)
    ]
    assert not acting, "\n".join(acting)


def test_that_every_constraint_has_the_name_a_migration_can_drop_it_by() -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert not unnamed, "\n".join(unnamed)


def test_that_every_table_is_found_in_its_file() -> None:
    files = {path.stem for path in Path(schema.__file__).parent.glob("[a-z]*.py")} - {"base"}
    found = {name: getattr(schema, name) for name in schema.__all__}
    mapped = {table for table in found.values() if hasattr(table, "__table__")}
    assert {table.__module__.rpartition(".")[2] for table in mapped} == files
    assert mapped == {mapper.class_ for mapper in Base.registry.mappers}


def test_that_who_reads_a_table_does_not_pay_for_all() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from crmdesk.models.schema import Customer\n"
            "from crmdesk.models.schema.base import Base\n"
            "print(*Base.metadata.tables)\n"
            "from crmdesk.models.schema import Base\n"
            "print(*Base.metadata.tables)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    few, all_of_them = (line.split() for line in told.stdout.splitlines())
    assert few == ["customer", "contact", "phone"]
    assert set(all_of_them) == set(Base.metadata.tables)
