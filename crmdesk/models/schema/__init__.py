"""Every table, one file per aggregate; a file is read when a table of it is first asked for.

To declare and map a table costs every start two milliseconds, and the first page needs but a
few. Who asks for `Base`, where all tables are found by name, gets them all; so does every write.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from crmdesk.models.schema.base import NEVER, CustomerOwned, Row, UtcDateTime

if TYPE_CHECKING:
    from crmdesk.models.schema.archive import Anniversary, CustomerTag, CustomValue, Invoice
    from crmdesk.models.schema.base import Base
    from crmdesk.models.schema.closing import ClosingItem
    from crmdesk.models.schema.complaint import Complaint
    from crmdesk.models.schema.complaint_clock import ComplaintEscalation, ComplaintPause
    from crmdesk.models.schema.complaint_parts import ComplaintAction, ComplaintSolution
    from crmdesk.models.schema.complaint_steps import ComplaintCall, ComplaintStep
    from crmdesk.models.schema.consent import Consent
    from crmdesk.models.schema.customer import Contact, Customer, Phone
    from crmdesk.models.schema.derived import (
        CustomerSales,
        CustomerSearch,
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
    from crmdesk.models.schema.gift import Gift, GiftList
    from crmdesk.models.schema.holiday import Holiday
    from crmdesk.models.schema.improvement import Improvement, ImprovementCall
    from crmdesk.models.schema.interaction import FollowUp, Interaction
    from crmdesk.models.schema.journal import Change, ChangeSet, Draft
    from crmdesk.models.schema.law import DataBasis, Refusal
    from crmdesk.models.schema.lists import CustomField, Label, SavedView, Source, Tag
    from crmdesk.models.schema.office import Setting, Staff
    from crmdesk.models.schema.order import Order, OrderLine, Payment, Product
    from crmdesk.models.schema.plan import PlanMember, PlanService, ServicePlan
    from crmdesk.models.schema.private_note import PrivateNote
    from crmdesk.models.schema.promise import Promise, PromiseMove
    from crmdesk.models.schema.reach import Address, Channel, Email
    from crmdesk.models.schema.service import ServiceGroup, ServiceOrder
    from crmdesk.models.schema.service_contract import ServiceContract, ServiceVisit
    from crmdesk.models.schema.service_steps import (
        ServicePart,
        ServicePause,
        ServiceStep,
        ServiceWork,
    )
    from crmdesk.models.schema.stage import StageChange
    from crmdesk.models.schema.standard_answer import AnswerUse, StandardAnswer
    from crmdesk.models.schema.summary import CustomerSummary
    from crmdesk.models.schema.survey import (
        Question,
        Questionnaire,
        SurveyAnswer,
        SurveyResponse,
    )

__all__ = [
    "NEVER",
    "Address",
    "Anniversary",
    "AnswerUse",
    "Attachment",
    "Base",
    "Blob",
    "Change",
    "ChangeSet",
    "Channel",
    "ClosingItem",
    "Complaint",
    "ComplaintAction",
    "ComplaintCall",
    "ComplaintEscalation",
    "ComplaintPause",
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
    "DataBasis",
    "DistinctPair",
    "Draft",
    "Email",
    "FollowUp",
    "FormerNumber",
    "Gift",
    "GiftList",
    "Holiday",
    "ImportBatch",
    "Improvement",
    "ImprovementCall",
    "Interaction",
    "Invoice",
    "Label",
    "Mapping",
    "Order",
    "OrderLine",
    "Payment",
    "Phone",
    "PlanMember",
    "PlanService",
    "PrivateNote",
    "Product",
    "Promise",
    "PromiseMove",
    "Question",
    "Questionnaire",
    "Refusal",
    "Row",
    "RowFingerprint",
    "SavedView",
    "SearchPending",
    "ServiceContract",
    "ServiceGroup",
    "ServiceOrder",
    "ServicePart",
    "ServicePause",
    "ServicePlan",
    "ServiceStep",
    "ServiceVisit",
    "ServiceWork",
    "Setting",
    "Source",
    "Staff",
    "StageChange",
    "StandardAnswer",
    "SurveyAnswer",
    "SurveyResponse",
    "Tag",
    "UtcDateTime",
]

_FILES = {
    "archive": "Anniversary CustomValue CustomerTag Invoice",
    "closing": "ClosingItem",
    "complaint": "Complaint",
    "complaint_clock": "ComplaintEscalation ComplaintPause",
    "complaint_parts": "ComplaintAction ComplaintSolution",
    "complaint_steps": "ComplaintCall ComplaintStep",
    "consent": "Consent",
    "customer": "Contact Customer Phone",
    "derived": "CustomerSales CustomerSearch SearchPending",
    "duplicate": "DistinctPair FormerNumber",
    "exchange": "Attachment Blob ImportBatch Mapping RowFingerprint",
    "gift": "Gift GiftList",
    "holiday": "Holiday",
    "improvement": "Improvement ImprovementCall",
    "interaction": "FollowUp Interaction",
    "journal": "Change ChangeSet Draft",
    "law": "DataBasis Refusal",
    "lists": "CustomField Label SavedView Source Tag",
    "office": "Setting Staff",
    "order": "Order OrderLine Payment Product",
    "plan": "PlanMember PlanService ServicePlan",
    "private_note": "PrivateNote",
    "promise": "Promise PromiseMove",
    "reach": "Address Channel Email",
    "service": "ServiceGroup ServiceOrder",
    "service_contract": "ServiceContract ServiceVisit",
    "service_steps": "ServicePart ServicePause ServiceStep ServiceWork",
    "stage": "StageChange",
    "standard_answer": "AnswerUse StandardAnswer",
    "summary": "CustomerSummary",
    "survey": "Question Questionnaire SurveyAnswer SurveyResponse",
}
_FILE_OF = {table: file for file, tables in _FILES.items() for table in tables.split()}

if not TYPE_CHECKING:  # there every name is known, and a wrong one is told

    def __getattr__(name: str) -> Any:
        """The table of that name, from its file; `Base` when every file is read."""
        if name == "Base":
            for file in _FILES:
                import_module(f"{__name__}.{file}")
        file = "base" if name == "Base" else _FILE_OF.get(name)
        if file is None:
            raise AttributeError(f"module {__name__!r} has no table {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{file}"), name)
        return found
