"""The columns of address books as other programs export them, complete and in their order."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence


def _columns(told: str) -> list[str]:
    return told.split(",")


def _addresses(kinds: str, parts: str, joint: str) -> Iterator[str]:
    for kind in kinds.split(","):
        for part in parts.split(","):
            yield f"{kind}{joint}{part}"


_PARTS_CN = "街道,街道 2,街道 3,市/县,省/市/自治区,邮政编码,国家/地区"
_PARTS_TW = "街,街 2,街 3,市/鎮,縣/市,郵遞區號,國家/地區"
_PARTS_EN = "Street,Street 2,Street 3,City,State,Postal Code,Country/Region"

OUTLOOK_CN = [
    *_columns("英文称谓,名,中间名,姓,中文称谓,单位,部门,职务"),
    *_addresses("商务地址,住宅地址,其他地址", _PARTS_CN, " "),
    *_columns("助理的电话,商务传真,商务电话,商务电话 2,回电话,车载电话,单位主要电话,住宅传真"),
    *_columns("住宅电话,住宅电话 2,ISDN,移动电话,其他传真,其他电话,寻呼机,主要电话,无绳电话"),
    *_columns("TTY/TDD 电话,电报,Internet 忙闲,办公地点,电子邮件地址,电子邮件类型"),
    *_columns("电子邮件显示名称,电子邮件 2 地址,电子邮件 2 类型,电子邮件 2 显示名称"),
    *_columns("电子邮件 3 地址,电子邮件 3 类型,电子邮件 3 显示名称,附注,关键字,记帐信息"),
    *_columns("纪念日,经理姓名,类别,里程,敏感度,目录服务器,配偶,其他地址 - 邮箱,商务地址 邮箱"),
    *_columns("住宅地址 邮箱,生日,私有,网页,位置,性别,业余爱好,引用者,用户 1,用户 2,用户 3"),
    *_columns("用户 4,优先级,语言,帐户,政府 ID 号,单位 ID 号,助理的姓名,子女,专业,缩写"),
]
OUTLOOK_TW = [
    *_columns("頭銜,名字,中間名,姓氏,稱謂,公司,部門,職稱"),
    *_addresses("商務,住家,其他", _PARTS_TW, " - "),
    *_columns("助理電話,商務傳真,商務電話,商務電話 2,回撥電話,汽車電話,公司代表線,住家傳真"),
    *_columns("住家電話,住家電話 2,ISDN,行動電話,其他傳真,其他電話,呼叫器,代表電話,無線電話"),
    *_columns("TTY/TDD 電話,Telex,辦公室,電子郵件地址,電子郵件類型,電子郵件顯示名稱"),
    *_columns("電子郵件 2 地址,電子郵件 2 類型,電子郵件 2 顯示名稱,記事,關鍵字,帳目資訊"),
    *_columns("紀念日,主管名稱,類別,里程數,敏感度,配偶,生日,私人,網頁,地點,性別,嗜好"),
    *_columns("介紹人,使用者 1,使用者 2,使用者 3,使用者 4,優先順序,語言,帳戶,政府 ID 號碼"),
    *_columns("組織 ID 號碼,助理姓名,孩子,職業,縮寫"),
]
OUTLOOK_EN = [
    *_columns("Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title"),
    *_addresses("Business,Home,Other", _PARTS_EN, " "),
    *_columns("Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback"),
    *_columns("Car Phone,Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN"),
    *_columns("Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone"),
    *_columns("TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information"),
    *_columns("Birthday,Business Address PO Box,Categories,Children,Directory Server"),
    *_columns("E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type"),
    *_columns("E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,E-mail 3 Display Name"),
    *_columns("Gender,Government ID Number,Hobby,Home Address PO Box,Initials"),
    *_columns("Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes"),
    *_columns("Office Location,Organizational ID Number,Other Address PO Box,Priority"),
    *_columns("Private,Profession,Referred By,Sensitivity,Spouse,User 1,User 2,User 3"),
    *_columns("User 4,Web Page"),
]
EXPRESS_CN = _columns(
    "名,姓,中间名,姓名,昵称,电子邮件地址,家庭所在街道,家庭所在城市,家庭所在地的邮政编码,"
    "家庭所在省/市/自治区,家庭所在国家/地区,家庭电话,家庭传真,移动电话,个人网页,公司所在街道,"
    "公司所在城市,公司所在地的邮政编码,公司所在省/市/自治区,公司所在国家/地区,公司网页,商务电话,"
    "商务传真,寻呼机,公司,职务,部门,办公地点,附注"
)
LIVE_MAIL_CN = _columns(
    "名,姓,中间名,名字,昵称,电子邮件地址,住宅所在街道,住宅所在城市,住宅所在地的邮政编码,"
    "住宅所在省/市/自治区,住宅所在国家/地区,住宅电话,住宅传真,移动电话,个人网页,公司所在街道,"
    "公司所在城市,公司所在地的邮政编码,公司所在省/市/自治区,公司所在国家/地区,公司网页,商务电话,"
    "商务传真,寻呼机,公司,职务,部门,办公地点,注释"
)
FOXMAIL = _columns(
    "名,姓,姓名,昵称,电子邮件地址,手机,QQ,性别,生日,家庭地址,家庭电话,家庭传真,家庭邮编,"
    "个人主页,公司,部门,职位,办公地址,办公电话1,办公电话2,公司传真,公司邮编,公司主页,附注,"
    "foxaddrID"
)
THUNDERBIRD_CN = _columns(
    "名字,姓氏,显示名称,呢称,主要电子邮件,备用电子邮件,聊天帐号,工作电话,家庭电话,传真号码,"
    "寻呼机号码,移动电话号码,家庭地址,家庭地址 2,家庭城市,家庭省份,家庭邮编,家庭国家,工作地址,"
    "工作地址 2,工作城市,工作省份,工作邮编,工作国家,职务,部门,组织,网页 1,网页 2,出生年份,"
    "出生月份,出生日,自定义 1,自定义 2,自定义 3,自定义 4,注释,"
)
THUNDERBIRD_EN = _columns(
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
    "Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,"
    "Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,"
    "Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,"
    "Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes,"
)
GOOGLE_OLD = _columns(
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,"
    "Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,"
    "Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,"
    "Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "E-mail 2 - Type,E-mail 2 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Phone 3 - Type,Phone 3 - Value,"
    "Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
    "Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,"
    "Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,"
    "Organization 1 - Symbol,Organization 1 - Location,Organization 1 - Job Description,"
    "Relation 1 - Type,Relation 1 - Value,Website 1 - Type,Website 1 - Value,Event 1 - Type,"
    "Event 1 - Value,Custom Field 1 - Type,Custom Field 1 - Value"
)
GOOGLE_NEW = _columns(
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,"
    "Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,"
    "Address 1 - Extended Address,Relation 1 - Label,Relation 1 - Value,Website 1 - Label,"
    "Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value"
)
QQ_MAIL = _columns(
    "姓名,昵称,电子邮件地址,邮箱2,移动电话,联系电话,QQ,生日,公司,部门,职位,联系地址,分组,备注"
)
NETEASE_MAIL = _columns(
    "姓名,邮件地址,联系组,手机号码,电话号码,传真号码,即时通讯(QQ),生日,公司,职位,联系地址,邮编,备注"
)


def export(columns: Sequence[str], rows: Sequence[Mapping[str, str]], encoding: str) -> bytes:
    """An export of these people; a column not named is left blank."""
    assert all(row.keys() <= set(columns) for row in rows), [set(r) - set(columns) for r in rows]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue().encode(encoding)
