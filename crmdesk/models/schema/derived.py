"""Tables computed from the others, in the same transaction (architecture §3.3).

They have no foreign keys: their one writer keeps them right, and a rebuild proves it.
"""

from datetime import date

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import UNJOURNALED, Base, TsVector


class CustomerSearch(Base):
    """The search terms of a customer, joined by blanks (on PostgreSQL a tsvector)."""

    __tablename__ = "customer_search"
    __table_args__ = (
        # GIN, as the migration makes it; saying so here would load the dialect at every start
        Index("ix_customer_search_terms", "terms").ddl_if(dialect="postgresql"),
        UNJOURNALED,
    )
    customer_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    terms: Mapped[str] = mapped_column(Text().with_variant(TsVector(), "postgresql"))


class SearchPending(Base):
    """A customer of a bulk import that is not in the search index yet."""

    __tablename__ = "search_pending"
    __table_args__ = UNJOURNALED
    customer_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CustomerSales(Base):
    """What a customer with orders bought and owes, in minor units (分) of the currency of her
    last order; cancelled orders do not count."""

    __tablename__ = "customer_sales"
    __table_args__ = (
        Index("ix_customer_sales_last_order", "last_order", "customer_id"),
        Index("ix_customer_sales_owed", "owed", "customer_id"),
        Index("ix_customer_sales_sales", "sales", "customer_id"),
        UNJOURNALED,
    )
    customer_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    orders: Mapped[int]
    first_order: Mapped[date]
    last_order: Mapped[date]
    currency: Mapped[str]
    sales: Mapped[int]
    owed: Mapped[int]
