"""Every table, one file per aggregate."""

from crmdesk.models.schema.base import NEVER, Base, CustomerOwned, Row, UtcDateTime
from crmdesk.models.schema.complaint import (
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintSolution,
    ComplaintStep,
)
from crmdesk.models.schema.customer import (
    Address,
    Anniversary,
    Channel,
    Consent,
    Contact,
    Customer,
    CustomerTag,
    CustomValue,
    Email,
    Invoice,
    Phone,
    StageChange,
)
from crmdesk.models.schema.derived import (
    CustomerSales,
    CustomerSearch,
    CustomerSummary,
    SearchPending,
)
from crmdesk.models.schema.duplicate import DistinctPair, FormerNumber
from crmdesk.models.schema.exchange import (
    Attachment,
    Blob,
    ImportBatch,
    Mapping,
    RowFingerprint,
)
from crmdesk.models.schema.interaction import FollowUp, Interaction
from crmdesk.models.schema.journal import Change, ChangeSet, Draft
from crmdesk.models.schema.office import (
    CustomField,
    Label,
    SavedView,
    Setting,
    Source,
    Staff,
    Tag,
)
from crmdesk.models.schema.order import Order, OrderLine, Payment, Product

__all__ = [
    "NEVER",
    "Address",
    "Anniversary",
    "Attachment",
    "Base",
    "Blob",
    "Change",
    "ChangeSet",
    "Channel",
    "Complaint",
    "ComplaintAction",
    "ComplaintCall",
    "ComplaintSolution",
    "ComplaintStep",
    "Consent",
    "Contact",
    "CustomField",
    "CustomValue",
    "Customer",
    "CustomerOwned",
    "CustomerSales",
    "CustomerSearch",
    "CustomerSummary",
    "CustomerTag",
    "DistinctPair",
    "Draft",
    "Email",
    "FollowUp",
    "FormerNumber",
    "ImportBatch",
    "Interaction",
    "Invoice",
    "Label",
    "Mapping",
    "Order",
    "OrderLine",
    "Payment",
    "Phone",
    "Product",
    "Row",
    "RowFingerprint",
    "SavedView",
    "SearchPending",
    "Setting",
    "Source",
    "Staff",
    "StageChange",
    "Tag",
    "UtcDateTime",
]
