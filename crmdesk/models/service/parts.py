"""A service order and the rows that belong to it."""

from sqlalchemy.orm import Session

from crmdesk.models.cases.tables import CaseTables
from crmdesk.models.schema import ServiceOrder, ServicePause, ServiceStep

SERVICE = CaseTables(
    case=ServiceOrder,
    key="service_order_id",
    step=ServiceStep,
    pause=ServicePause,
    parts=("ServiceStep", "ServicePause", "ServiceWork", "ServicePart"),
    gone="service.gone",
    closed="service.closed",
)


def get_order(session: Session, order_id: int) -> ServiceOrder:
    """The service order; raises CrmError "service.gone" when it was deleted meanwhile."""
    order: ServiceOrder = SERVICE.get(session, order_id)
    return order
