"""What properties and types of a card mean to us."""

LABELS = {"CELL": "mobile", "IPHONE": "mobile", "WORK": "work", "HOME": "home", "OTHER": "other"}
CHANNELS = {
    "X-QQ": "qq",
    "X-WECHAT": "wechat",
    "X-WEIXIN": "wechat",
    "X-LINE": "line",
    "X-WECOM": "wecom",
    "URL": "web",
}
SERVICES = {"qq": "qq", "wechat": "wechat", "weixin": "wechat", "line": "line"}
MESSENGERS = (
    *("X-SKYPE", "X-SKYPE-USERNAME", "X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO"),
    *("X-GOOGLE-TALK", "X-GTALK", "X-WEIBO", "X-DINGTALK", "X-TELEGRAM", "X-WHATSAPP"),
)
KINDS = {"org": "company", "location": "company", "individual": "person"}
ELSEWHERE = frozenset(("VERSION", "N", "FN", "KIND", "LABEL", "UID", "X-ABLABEL", "X-ABSHOWAS"))
"""Read, but not as a value of their own."""
_MACHINES = (
    *("CLASS", "SOURCE", "NAME", "PROFILE", "SORT-STRING", "MAILER", "TZ", "GEO", "LANG", "MEMBER"),
    *("XML", "CLIENTPIDMAP", "X-ABADR", "X-ABUID", "X-CLASS", "X-ACCOUNT", "X-IMAGE"),
    *("X-EVOLUTION-FILE-AS", "X-FILE-AS", "X-PHONETIC", "X-ADDRESSBOOKSERVER", "X-SHARED-PHOTO"),
    *("X-MS-OL", "X-MS-CARDPICTURE", "X-ABCROP", "X-MOZILLA-HTML", "X-LIC", "X-SAMSUNGADR"),
)


def is_for_machines(name: str) -> bool:
    """Whether nobody would miss the property."""
    return name.startswith(_MACHINES)
