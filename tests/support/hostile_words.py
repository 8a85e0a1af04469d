"""Texts nobody should type, and somebody will paste."""

MARKUP = "<b>x</b><img src=file:///etc/passwd>"
WORDS = {
    "markup": MARKUP,
    "closing": "</td></table></body>&nbsp;&lt;x&gt;<!-- -->",
    "sql": "'; DROP TABLE customer; -- \"",
    "formats": "%s %d %(x)s {name} {0} {{}} {",
    "paths": "..\\..//etc/passwd\\\\server\\share",
    "formula": '=HYPERLINK("http://a.cn","x")',
    "family": "👨\u200d👩\u200d👧\u200d👦🏳\ufe0f\u200d🌈",
    "right to left": "\u202eabc\u202c \u200fשלום\u200e",
    "control": "a\x01\x07\x08\x0b\x1b[31mb\x7f\x9f",
    "lines": "a\r\nb\rc\nd\u2028e\u2029f\x85g",
    "marks": "Z" + "\u0301" * 200,
    "beyond": "𠮷𠀋\U0010ffff\ufffe\ufeff",
    "blanks": "\u3000\u00a0\u200b\u2060x",
    "word": "长" * 50_000,
    "letters": "ab1" * 30_000,
    "javascript": "javascript:alert(1)",
    "reserved": "CON.",
}
