"""What the tables must and must not do by themselves."""

from sqlalchemy import ForeignKeyConstraint

from crmdesk.models.schema.base import Base


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
