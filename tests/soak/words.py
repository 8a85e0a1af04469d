"""What the robot types: words of an office, and words nobody thought of."""

from random import Random

PASSWORD = "the robot knows it"
HUGE = "type a megabyte"  # how a deed is called that hands over so much at once
A_LOT = 100_000  # characters that are no words of a day
SENSIBLE = (
    "张三丰", "王", "zs", "zhang", "李小姐", "13800138000", "138 0013 8000", "0571-88888888转802",
    "杭州大华贸易有限公司", "明天下午三点送样品", "tomorrow 3pm call back", "2026-11-30", "75/3/12",
    "农历八月十五", "下周一", "1200", "12.5", "¥3,500.00", "0", "三天后", "8000", "VIP", "老客户",
    "asked for the quote, wants 20 chairs", "椅子扶手歪了，要求换货", "a@example.com", "wx_zhang88",
    "https://example.com", "浙江省杭州市西湖区文三路1号", "91330100MA27XYZ123", "谢谢您的支持！",
    "张姐 13800138000 杭州市西湖区文三路1号 要两箱", "K000012", "-1", "100%", "10:30", "6月",
)  # fmt: skip
SENSELESS = (
    " ", "\t", "\n\n", "'", '"', "'; DROP TABLE customer; --", "%s %d {name} {0} {", "}{", "\\",
    "&&",
    "<b>x</b><img src=file:///etc/passwd>", "</td></table>", "👨‍👩‍👧‍👦🏳️‍🌈", "\u202eabc\u202c",
    "\u200f\u200e", "\x00", "\x1b[31m", "\u2028\u2029", "NaN", "1e999", "-0",
    "99999999999999999999",
    "2026-02-30", "00:00", "31.2.1900", "９９９９-１２-３１", "١٢٣", "a" * 400, "好" * 400,
    "=1+1", "@SUM(A1)", "CON", "../../no/place", "\\\\server\\share", "javascript:alert(1)", "*",
    "?",
    "😀" * 50, "é", "e\u0301" * 40, "ﷺ", "𠮷野家", "\ufeff", "\ufffd", "%", "_", "NULL", "None",
)  # fmt: skip
TABLE = (
    "姓名\t手机\t公司\n张小明\t13711112222\t明光商行\n李静\t13722223333\t\n\t\t\n",
    "张姐 13800138000 杭州市西湖区… 要两箱",
    "[2026/11/20 10:01] 王总: 明天到吗\n[2026/11/20 10:02] 我: 到的，十点",
    "抬头：杭州大华贸易有限公司\n税号：91330100MA27XYZ123\n开户行：工商银行 1202020209",
    "\x00\x00\x00", "<table><tr><td>1</table>", "a\tb\tc\n" * 300, "x" * 20_000,
)  # fmt: skip


def some_words(random: Random) -> str:
    """Mostly what makes sense; sometimes several; rarely a page of it."""
    chance = random.random()
    if chance < 0.6:
        return random.choice(SENSIBLE)
    if chance < 0.9:
        return random.choice(SENSELESS)
    if chance < 0.98:
        return " ".join(random.choices(SENSIBLE + SENSELESS, k=random.randint(2, 8)))
    if chance < 0.998:
        return "\n".join(random.choices(SENSIBLE + SENSELESS, k=300))
    return random.choice(("好", "x ", "<b>", "😀")) * 300_000


def clipboard(random: Random) -> str:
    """What lies there to be pasted."""
    return random.choice(TABLE) if random.random() < 0.7 else some_words(random)


def told_of(words: str) -> str:
    """The beginning of what is typed, in a diary."""
    return f"{HUGE if len(words) > A_LOT else 'type'} {words[:60]!r}"
