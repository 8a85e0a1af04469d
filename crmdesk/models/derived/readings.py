"""Readings that dictionaries get wrong for names: surnames, characters with two readings, places.

Pinyin without tones; where a tone is needed it is looked up.
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """ "单shan 覃qin/tan" as a dict."""
    entries = text.split()
    return {entry.rstrip("abcdefghijklmnopqrstuvwxyz/"): _read(entry) for entry in entries}


def _read(entry: str) -> tuple[str, ...]:
    return tuple(entry.lstrip("".join(c for c in entry if c > "~")).split("/"))


SURNAMES = _table(
    "单shan 曾zeng 解xie 仇qiu 查zha 区ou 朴piao 任ren 华hua 盖ge/gai 葛ge 翟zhai 缪miao 员yun"
    " 乐yue/le 尉wei/yu 覃qin/tan 召shao/zhao 种chong 秘bi/mi 冼xian 洗xian 折she 繁po 黑he 纪ji"
    " 宁ning 燕yan 应ying 石shi 柏bai/bo 贾jia 沈shen 谌chen/shen 阚kan 逄pang 郇xun/huan 乜nie"
    " 那na 牟mou/mu 车che 隗wei/kui 卜bu 都du 哈ha 过guo 祭zhai 句gou 贲ben 颉xie/jie 盛sheng"
    " 撒sa 相xiang 么yao 要yao 宓mi/fu 訾zi 佴nai 莘xin/shen 长zhang 朝chao 尹yin 藏zang 晟cheng"
    " 褚chu 殷yin 万wan 俞yu 於yu 毋wu 令ling 郗xi/chi 暴bao 薄bo 宿su 钭tou 重chong 行xing 适kuo"
    " 能nai 角jue 炅gui 麴qu 教jiao 幺yao 缴jiao 强qiang 陆lu 六lu 洪hong 载zai 夏xia"
)
"""How a character is read as a surname."""

COMPOUND_SURNAMES = {
    surname: tuple(reading.split())
    for surname, reading in {
        "欧阳": "ou yang",
        "尉迟": "yu chi",
        "上官": "shang guan",
        "司马": "si ma",
        "诸葛": "zhu ge",
        "司徒": "si tu",
        "司空": "si kong",
        "东方": "dong fang",
        "独孤": "du gu",
        "南宫": "nan gong",
        "万俟": "mo qi",
        "澹台": "tan tai",
        "公孙": "gong sun",
        "长孙": "zhang sun",
        "宇文": "yu wen",
        "慕容": "mu rong",
        "令狐": "ling hu",
        "皇甫": "huang fu",
        "夏侯": "xia hou",
        "轩辕": "xuan yuan",
        "端木": "duan mu",
        "百里": "bai li",
        "呼延": "hu yan",
        "西门": "xi men",
        "闻人": "wen ren",
        "赫连": "he lian",
        "申屠": "shen tu",
        "钟离": "zhong li",
        "公冶": "gong ye",
        "宗政": "zong zheng",
        "濮阳": "pu yang",
        "淳于": "chun yu",
        "单于": "chan yu",
        "太叔": "tai shu",
        "仲孙": "zhong sun",
        "拓跋": "tuo ba",
        "完颜": "wan yan",
        "第五": "di wu",
        "纳兰": "na lan",
        "东郭": "dong guo",
        "鲜于": "xian yu",
        "即墨": "ji mo",
        "张简": "zhang jian",
        "范姜": "fan jiang",
    }.items()
}

HETERONYMS = _table(
    "长chang/zhang 单dan/shan 重zhong/chong 曾zeng/ceng 解jie/xie 乐le/yue 行xing/hang 朝chao/zhao"
    " 查cha/zha 仇chou/qiu 翟zhai/di 盖gai/ge 区qu/ou 都du/dou 娜na/nuo 柏bai/bo 厦xia/sha"
    " 莎sha/suo 陆lu/liu 六liu/lu 蔚wei/yu 尉wei/yu 宿su/xiu 车che/ju 薄bo/bao 传chuan/zhuan"
    " 降jiang/xiang 参can/shen 藏zang/cang 大da/dai 调diao/tiao 弹dan/tan 度du/duo 佛fo/fu"
    " 会hui/kuai 角jiao/jue 觉jue/jiao 露lu/lou 率lv/shuai 绿lv/lu 模mo/mu 晟sheng/cheng"
    " 省sheng/xing 校xiao/jiao 牟mou/mu 覃qin/tan 朴pu/piao 种zhong/chong 折zhe/she 员yuan/yun"
    " 么me/yao 缪miao/mou 卜bu/bo 宓mi/fu 贾jia/gu 茄qie/jia 奇qi/ji 塞sai/se 色se/shai 什shi/shen"
    " 似si/shi 提ti/di 拓tuo/ta 系xi/ji 纤xian/qian 巷xiang/hang 削xiao/xue 血xue/xie 扎zha/za"
    " 轧zha/ya 召zhao/shao 琢zhuo/zuo 仔zi/zai 柞zuo/zha 埔pu/bu 堡bao/bu 浚jun/xun 铅qian/yan"
    " 乾qian/gan 泊bo/po 伯bo/bai 泌mi/bi 秘mi/bi 番fan/pan 蚌bang/beng 涡wo/guo 浒hu/xu 莘xin/shen"
    " 歙she/xi 圩xu/wei 谌chen/shen 隗wei/kui 郇xun/huan 阿a/e 劲jin/jing 栖qi/xi 辟pi/bi"
    " 便bian/pian 禅chan/shan 茜qian/xi 炅jiong/gui 玢bin/fen 郗xi/chi 颉jie/xie 靓jing/liang"
    " 桔ju/jie 屏ping/bing 弄nong/long 了liao/le 的de/di 着zhe/zhuo 还huan/hai 盛sheng/cheng"
    " 杉shan/sha 脯fu/pu 校xiao/jiao 期qi 槛kan/jian 侥jiao/yao 藉ji/jie 咯ge/ka 嚼jiao/jue"
    " 咳ke 壳ke/qiao 傀kui 炔que 啡fei 剥bo/bao 迫po 辗zhan/nian 椎zhui/chui 伺si/ci 畜chu/xu"
    " 爪zhua/zhao 苹ping 虹hong 术shu 他ta 乘cheng/sheng 吓xia/he 溃kui 粘zhan/nian 否fou/pi"
    " 佴nai 尧yao 祎yi 垚yao 珈jia 玥yue 台tai 蕾lei 澄cheng/deng 洒sa 石shi/dan 广guang 厂chang"
)
"""Characters met in names with two living readings, the likelier first; of others only the first
reading of the dictionary counts, for it lists readings dead for a thousand years."""

WORDS = {
    word: tuple(reading.split())
    for word, reading in {
        "重庆": "chong qing",
        "银行": "yin hang",
        "商行": "shang hang",
        "车行": "che hang",
        "行业": "hang ye",
        "六安": "lu an",
        "乐清": "yue qing",
        "音乐": "yin yue",
        "乐器": "yue qi",
        "番禺": "pan yu",
        "蚌埠": "beng bu",
        "台州": "tai zhou",
        "厦门": "xia men",
        "大厦": "da sha",
        "会计": "kuai ji",
        "朝阳": "chao yang",
        "模具": "mu ju",
        "重工": "zhong gong",
        "重型": "zhong xing",
        "弹簧": "tan huang",
        "调味": "tiao wei",
        "空调": "kong tiao",
        "家长": "jia zhang",
        "成长": "cheng zhang",
        "茂名": "mao ming",
        "莘庄": "xin zhuang",
        "西藏": "xi zang",
    }.items()
}
"""Words of company names that are read in one way only."""
