"""How a customer went from stage to stage."""

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from crmdesk.models.schema.base import CustomerOwned


class StageChange(CustomerOwned):
    """When a customer entered a stage."""

    __tablename__ = "stage_change"
    __table_args__ = (
        Index(
            "ix_stage_change_sale",
            "on",
            "customer_id",
            sqlite_where=text("stage = 'customer'"),  # PostgreSQL's: see base.TsVector, 0017
        ),
    )
    stage: Mapped[str]
    on: Mapped[date]
