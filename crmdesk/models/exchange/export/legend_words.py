"""What the columns of our workbook mean, in a sentence each."""

from crmdesk.models.core.i18n import N_

MEANINGS = {
    "number": N_("The customer's number; by it a changed row is found again."),
    "kind": N_("A person, a company, or a colleague of your own."),
    "name": N_("The person's name; for a company, the company's."),
    "salutation": N_("How one addresses the person in talks and letters."),
    "gender": N_("Blank where it is not known; it is never guessed."),
    "title": N_("The job title."),
    "department": N_("The department within the company."),
    "role": N_("The part played when the company buys."),
    "company": N_("The company a person works for."),
    "parent": N_("The group or company this one belongs to, by name or number."),
    "stage": N_("How far one has come with the customer."),
    "stage_since": N_("The day this stage began."),
    "source": N_("Where the customer came from."),
    "industry": N_("The line of business."),
    "country": N_("Country, or part of the world."),
    "region": N_("Province, or region of the country."),
    "size": N_("How many people work there."),
    "tags": N_("Your own words to sort customers by."),
    "owner": N_("The colleague who looks after the customer."),
    "referrer": N_("Who recommended us: a customer's name or number."),
    "phone": N_("A telephone number; each further one has a column of its own."),
    "email": N_("An e-mail address; each further one has a column of its own."),
    "wechat": N_("The WeChat ID."),
    "wechat.nickname": N_("The name the person bears on WeChat."),
    "wechat.remark": N_("The name under which we saved the person on WeChat."),
    "wechat.our_phone": N_("On which of our telephones the person was added."),
    "wechat.staff": N_("Which colleague added the person."),
    "wecom": N_("The account at WeCom."),
    "qq": N_("The QQ number."),
    "line": N_("The LINE ID."),
    "fax": N_("The fax number."),
    "web": N_("The address of the website."),
    "channel": N_("The account at any other service."),
    "channel.kind": N_("The name of that service."),
    "address": N_("The whole address as written on a letter."),
    "address.country": N_("The country of the address."),
    "address.region": N_("The province of the address."),
    "address.city": N_("The city of the address."),
    "address.street": N_("Street and number."),
    "address.postcode": N_("The postcode of the address."),
    "birthday": N_("The birthday, by the calendar the person celebrates it by."),
    "anniversary": N_("Another day worth a greeting."),
    "anniversary.label": N_("What is celebrated on that day."),
    "hobbies": N_("What the person likes to do."),
    "diet": N_("What the person does not eat or drink."),
    "gift_taste": N_("What makes a welcome gift."),
    "preferred_channel": N_("How the person likes to be contacted."),
    "preferred_hour": N_("When the person likes to be called."),
    "occupation": N_("What the person does for a living."),
    "education": N_("The highest education."),
    "income": N_("The band of income."),
    "bereaved_on": N_("Since when the family has been in mourning: no greetings for a year."),
    "warning": N_("What everybody must know before calling."),
    "invoice.title": N_("The name an invoice is made out to."),
    "invoice.tax_number": N_("The tax number on the invoice."),
    "invoice.address": N_("The address on the invoice."),
    "invoice.phone": N_("The telephone number on the invoice."),
    "invoice.bank": N_("The bank of the company."),
    "invoice.account": N_("The account at that bank."),
    "invoice.kind": N_("Which kind of invoice is wanted."),
    "invoice.email": N_("Where an electronic invoice is sent."),
    "invoice.mobile": N_("The mobile an electronic invoice is announced to."),
    "note": N_("Whatever else is worth knowing."),
    "private_note": N_("Seen by the owner of the customer only."),
    "last_contact": N_("When one last spoke with the customer; computed, not imported."),
}
"""Field -> sentence; those of labels and consents are the same for all of them."""

CONTACT_NAME = N_("The name of a person in the company.")
LABEL = N_("What the number or address it belongs to is for.")
CONSENT = N_("Whether contacts by this channel are welcome; a refusal always holds.")
CONSENT_AT = N_("When the customer said so.")
CONSENT_HOW = N_("How the customer said so.")
CONSENT_STAFF = N_("Which colleague noted it.")
OWN_FIELD = N_("A field of your own office.")
SHEET = N_("A sheet of its own; each row finds its customer by the number.")
TOLD = N_("A sheet of its own, to be read: an import leaves it alone.")

WRITE_DAY = N_("Like 2026-11-21; 2026/11/21 and 2026年11月21日 are understood too.")
WRITE_BIRTHDAY = N_("Like 1985-03-12; without the year 3-12; lunar: 农历八月十五.")
WRITE_INSTANT = N_("Like 2026-11-21 14:30.")
WRITE_PHONE = N_(
    "13800138000, 0571-88881234, with extension 0571-88881234-802. Several in one cell: put / "
    "between them."
)
WRITE_WORDS = N_("Several in one cell: put 、 between them.")
WRITE_NUMBER = N_("A number, without its unit.")
WRITE_NOTE = N_("Any text; several lines are fine.")
