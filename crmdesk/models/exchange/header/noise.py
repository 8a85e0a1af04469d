"""Rows around and between the data of a sheet: totals, page numbers, dates, signatures."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from crmdesk.models.customers.places import province_of, province_of_city
from crmdesk.models.exchange.vocabulary.looks import is_company, is_email, is_person, is_phone
from crmdesk.models.exchange.vocabulary.normal import bracket_note, plain_header

TOTALS = frozenset(
    [
        "合计",
        "总计",
        "小计",
        "共计",
        "总共",
        "汇总",
        "总数",
        "累计",
        "总合计",
        "本页小计",
        "本页合计",
        "页小计",
        "本月合计",
        "全部合计",
        "total",
        "subtotal",
        "grandtotal",
        "sum",
    ]
)
_SUM = re.compile(
    r"(?:客户|客戶|本页|全部|以上)?(?:合计|总计|小计|共计|总共|汇总|总数|累计|共有?|total)(?:客户|人数|户数|数量|金额)?"
    r"(?:为|是|有)?"
    r"\d+(?:[户人条个家位名项笔行张元](?:客户|联系人|会员|记录|数据)?|(?:customer|record|contact|row|client|member|person|item)s?)?"
)
"""合计：200 户, 共 n 条: a sum that says in the same cell what it counts."""
_DATE = r"[ :：]*(?:[\d年月日号./:\- 时分秒上下午AaPpMm]|星期.|周.)*"
_PAGE = re.compile(
    r"第?\s*\d+\s*页(?:\s*[,，/、]?\s*共\s*\d+\s*页)?|共\s*\d+\s*页(?:\s*[,，/、]?\s*第\s*\d+\s*页)?"
    r"|page\s*\d+(?:\s*(?:of|/)\s*\d+)?|[-—–]+\s*\d+\s*[-—–]+|页码\s*[:：]?\s*\d*|\d+\s*/\s*\d+\s*页"
    r"|(?:接|续)上页|(?:转|接|续)下页|续表|[(（]续[)）]|以下空白|以下无正文|[-—=*_.·]{3,}"
    r"|(?:以上|完|end|结束|the end)",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:打印|导出|制表|填表|统计|更新|截止|截至|生成|下载|列印|印表|匯出|编制|制作|填报|报表|修改|print(?:ed)?"
    r"|export(?:ed)?)(?:日期|时间|时刻|時間|人|于|on| date| time)*"
    + _DATE
    + r"|(?:日期|时间|date)[:：]"
    + _DATE,
    re.IGNORECASE,
)
_VALUE = re.compile(r"[^:：]{0,12}?\s*")
_SIGNER = (
    r"(?:制表|审核|复核|批准|填表|经办|主管|负责|编制|审批|签字|签名|盖章|校对|财务|总经理|部门经理|经理|领导|会计"
    r"|出纳|统计|录入|打印|製表|審核|制单|记账|单位|部门|填报)(?:人员|人|员|者|单位|部门|签字|签名|签章|意见)*+"
    r"(?:[(（](?:签字|签章|盖章|签名)[)）])?\s*"
)
_FIRST_SIGNER, _NEXT_SIGNER = re.compile(_SIGNER), re.compile(_VALUE.pattern + _SIGNER)
_UNIT = re.compile(
    r"(?:金额|货币|计量)?单位\s*[:：]\s*(?:人民币)?(?:万?元|人|户|家|个|吨|件)(?:人民币)?"
)
_OURS = re.compile(
    r"(?:公司|单位)?(?:名称|地址|电话|传真|邮编|网址|开户行|账号|税号|联系电话|服务热线|热线|客服|投诉电话)\s*[:：].*",
    re.DOTALL,
)
"""The letterhead of whoever printed the list."""
_REMARK = re.compile(
    r"(?:注|备注|说明|注意|提示|附注|注释|ps|note|备注说明|填写说明|特别说明)\s*\d?[:：].+",
    re.I | re.S,
)
_MARKED = re.compile(
    r"[A-Za-z]|[【\[].{1,16}[】\]](?:[(（].*[)）])?"
    r"|[一二三四五六七八九十]+[、.．].{1,12}|[(（][一二三四五六七八九十\d]+[)）].{0,12}"
)
"""A, 【VIP】, 一、杭州地区: headings by their look."""
_NAMED = re.compile(
    r".{0,16}(?:名单|名录|通讯录|通訊錄|客户表|一览表?|客户资料|客户信息|客户档案|列表|清单|登记表|明细表?|汇总表?|统计表?"
    r"|供应商|经销商|客户群|客户组|片区|大区|地区|区域|[^\s\d]{1,6}(?:村|镇|乡|街道|社区|小区|花园|新村|家园)"
    r"|\d{1,3}(?:号楼|栋|幢|单元|班)|[一二三四五六七八九]部|业务部|销售部|[一二三四五六七八九]组)"
    r"(?:[(（].*[)）])?"
)
_HINT = re.compile(
    r"[*＊（(【\[]?(?:必填|选填|非必填|可不填|不填|可选|请填|请选|请输入|填写|输入|格式|单选|多选|下拉|最多|不超过|支持|如[:：]"
    r"|例如|例[:：]|示例|样例|required|optional|e\.g\.).*|.*(?:必填|选填|位数字|格式为|请填写|请选择)[^\d]*|男/女|是/否",
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"[（(【\[]?(?:示例|样例|举例|例子|例|example)[）)】\]]?\s*(?:[:：].*|\d*|行|数据)", re.I
)
BEGINS = frozenset(
    "合总總小共汇匯累本全以客tTsSgG(（"
    "第页續续接转完结-—–=*_.·pPeE"
    "打导制填统更截生下列印匯编作报修日时dD"
    "审复批经主负签盖校财部领会出录製審记单"
    "金货计注备说特附nN公地电传网开账税联服热客投"
)
"""How such a row begins; looking at one character spares reading all others."""
_SIGNS = re.compile(r"[:\d\-=_*.(]|total|sum|end|print|export", re.IGNORECASE)
"""Without one of these a row in Latin letters is none: a quick look, for there are many."""
LONGEST = 120
_FEW_COLUMNS = 3
_TOTALS_LONGEST = 24


def is_totals(text: str) -> bool:
    """Whether a row that begins so adds up others."""
    if len(text) >= _TOTALS_LONGEST:
        return False
    plain = plain_header(text)
    if not plain:  # （共 8 条）: all of it in brackets
        plain = bracket_note(text)
    return plain in TOTALS or _SUM.fullmatch(plain) is not None


def noise_of(cells: Sequence[str]) -> str:
    """Why a row with these filled cells is no data: totals, page, remark, title; "" where it is."""
    first = cells[0]
    if first.isascii() and not _SIGNS.search(first):
        return ""
    if is_totals(first):
        return "totals"
    if len(cells) == 1 and _REMARK.fullmatch(first):
        return "remark"
    if all(map(_OURS.fullmatch, cells)):
        return "page"
    if len(cells) == 2 and _OURS.fullmatch(first) and first[-1] in ":：":
        return "page"
    if any(is_phone(cell) or is_email(cell) for cell in cells):
        return ""
    kinds = [_kind(cell) for cell in cells]
    if not kinds[0]:
        return ""
    for before, kind in pairwise(kinds):
        if not kind and before != "label":
            return ""
    return "page" if kinds != ["label"] or len(cells) == 1 else ""


def is_hint(cells: Sequence[str]) -> bool:
    """Whether a row right below a header explains or exemplifies it, or numbers its columns."""
    if _EXAMPLE.fullmatch(cells[0]):
        return True
    if len(cells) > 2 and [*cells] == [str(at) for at in range(1, len(cells) + 1)]:
        return True
    hints = sum(1 for cell in cells if _HINT.fullmatch(cell))
    if is_person(cells[0]) and hints * 2 <= len(cells):
        return False  # 张三 | 必填: somebody forgot to fill in a cell of the form
    return len(cells) > 1 and hints * 2 >= len(cells)


def section_of(text: str, *, wide: bool = False, columns: int = 9) -> str:
    """Whether a cell alone in its row of so many columns is the title of what follows: sure,
    likely or ""; `wide`: merged over the row."""
    if columns < _FEW_COLUMNS:
        letter = len(text) == 1 and text.isascii() and text.isalpha()
        return "sure" if letter and columns > 1 else ""
    if wide:
        named = is_company(text) or (is_person(text) and not _place(text))
        return "" if named else "sure"
    if _MARKED.fullmatch(text):
        return "sure"
    return "likely" if _NAMED.fullmatch(text) or _place(text) else ""


def _place(text: str) -> bool:
    plain = text.removesuffix("地区").removesuffix("客户")
    return len(plain) < 8 and bool(
        (province_of(plain) and len(plain) < 5) or province_of_city(plain)
    )


def _is_signed(text: str) -> bool:
    """Whether nothing but signers and their names stands there: 制表：王芳 审核：李强.

    Part by part between the colons: as one pattern it has more ways to part blanks than anybody
    lives to see tried.
    """
    first, *names = re.split("[:：]", text)
    if not names or not _FIRST_SIGNER.fullmatch(first):
        return False
    *between, last = names
    return all(map(_NEXT_SIGNER.fullmatch, between)) and _VALUE.fullmatch(last) is not None


@lru_cache(maxsize=1024)
def _kind(cell: str) -> str:
    """page for what is noise by itself, label where the next cell goes on: 制表人：."""
    if len(cell) > LONGEST:
        return ""
    text = cell.strip()
    if _is_signed(text) or _PRINTED.fullmatch(text):
        return "label" if text[-1] in ":：" else "page"
    if _PAGE.fullmatch(text) or _UNIT.fullmatch(text):
        return "page"
    words = text.split()  # 制表：王芳  审核：李强  日期：2025年3月5日
    several = len(words) > 1 and all(_is_signed(w) or _PRINTED.fullmatch(w) for w in words)
    return "page" if several else ""
