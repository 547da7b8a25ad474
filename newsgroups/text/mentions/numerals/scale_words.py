"""Number words and scales, as English writes them in words and other languages after a figure."""

from fractions import Fraction

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
SMALL = (
    {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())}
    | {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
    | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
)
PARTS = {
    "half": Fraction(1, 2), "halves": Fraction(1, 2), "thirds": Fraction(1, 3), "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4), "fifths": Fraction(1, 5), "tenths": Fraction(1, 10),
}  # fmt: skip
# Scales as newspapers write them after a figure, by their value. In Spanish and Portuguese, "mil" is a thousand; a
# billion is left out where it has another value than in English.
_SCALES = {
    12: "dozen",
    100: "hundred cent",
    10**3: "thousand k tsd tausend mille mila mil tys тыс тысяч тысячи тис тисяч bin ribu nghìn ngàn ألف آلاف هزار "
    "tusen tuhatta χιλιάδες हजार हज़ार",
    10**5: "lakh lakhs लाख",
    10**6: "million millions m mn mln mio millionen millón millones milhão milhões milione milioni miljoen milion "
    "miliony milionów млн миллион миллионов миллиона мільйонів milyon juta triệu مليون ملايين میلیون miljoner "
    "miljoonaa εκατομμύρια",
    10**7: "crore crores करोड़",
    10**9: "billion b bn milliard milliards milliarde milliarden mrd mld miliardo miliardi miljard miliard miliardy "
    "miliardów млрд миллиард миллиардов миллиарда мільярдів milyar miliar tỷ مليار میلیارد miljarder miljardia "
    "δισεκατομμύρια",
    10**12: "trillion tn bio billionen трлн",
}  # fmt: skip
SCALE_OF = {word: value for value, words in _SCALES.items() for word in words.split()}
# Letters that are scales only if they are attached to a figure, and otherwise units or words.
ATTACHED = frozenset(("k", "m", "b"))
HAN = {**{each: value for value, each in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2, "兩": 2}
HAN_TENS = {"十": 10, "百": 100, "千": 1000}
HAN_SCALES = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12, "만": 10**4, "억": 10**8, "조": 10**12}
