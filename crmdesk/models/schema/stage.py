"""How a customer went from stage to stage."""

from datetime import date

from sqlalchemy.orm import Mapped

from crmdesk.models.schema.base import CustomerOwned


class StageChange(CustomerOwned):
    """When a customer entered a stage."""

    __tablename__ = "stage_change"
    stage: Mapped[str]
    on: Mapped[date]
