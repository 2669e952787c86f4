"""Forms: which words of a text a reader finds by another form of them, and which not."""

from __future__ import annotations

import pytest

from generator.search import Analyzer, SearchIndex, merge_texts, parse_query, rank

ANALYZER = Analyzer()
# What is typed and what is in the text, with a colon between them; ~ is a space.
SAME = {
    "hamza and its seats": """
        مسئول:مسؤول مسؤولون:مسئولين المسئولين:مسؤول شئون:شؤون مسوول:مسؤول الجزاير:الجزائر
        رييس:رئيس موتمر:مؤتمر علما:علماء بنا:بناء
    """,
    "tatweel, digits and the article with joined letters": """
        قـــوات:قوات می‌روند:ميروند ۲۰۲۴:٢٠٢٤ القوة:القوات قواتنا:القوات للقوات:قوة فالقوات:قوات
        كالقوات:قوات بالقوات:قوات وبالقوات:قوات ولل‌قوات:قوات وللقوات:قوات
    """,
    "possessives, duals and plurals": """
        سفارتها:السفارة سفارة:سفارتهم سفاراتنا:سفارة حكومته:الحكومة حكومة:حكوماتها طائرتان:طائرة
        طائرتين:الطائرات مدينتين:المدينة مهندسون:مهندس مهندسين:مهندس المهندسات:مهندسة كتابه:كتاب
        كتابي:كتابها بيوتهم:بيت
    """,
    "broken plurals": """
        شهر:أشهر شهرين:شهر أسبوع:أسابيع كردي:الأكراد يوم:أيام سنة:سنوات عام:أعوام
        أحزاب:حزب الأحزاب:الحزب جهاز:الأجهزة أسلحة:سلاح وزير:الوزراء سفراء:سفير رؤساء:رئيس
        صواريخ:صاروخ شارع:الشوارع مدارس:مدرسة مناطق:منطقة مفتاح:مفاتيح تقارير:تقرير مشروع:مشاريع
        وثائق:وثيقة جريمة:جرائم رسائل:رسالة عمال:عامل طالب:الطلاب ضباط:ضابط جسور:الجسر
    """,
    "more plurals": """
        موقع:مواقع ضحايا:ضحية قضايا:قضية لغات:لغة فئات:فئة جهة:جهات ملايين:مليون نساء:امرأة
        المرأة:النساء طرق:طريق مدن:مدينة سفن:سفينة
    """,
    "verbs": """
        يعلن:أعلن تعلن:أعلنت إعلان:أعلن انسحبت:انسحاب اعتقلت:اعتقال ينسحب:انسحب قصفت:قصف
        أعلن:أعلنت أعلنت:أعلن يطالب:طالب تطالب:طالبت سيطالب:طالبوا قتلت:قتل قتلوا:قتل
    """,
    "joined letters before short names": """
        بمصر:مصر مصر:لمصر غزة:بغزة وغزة:غزة لقطر:قطر بالعراق:العراق للعراق:عراق وبالعراق:عراق
    """,
    "names of two words": """
        عبدالله:عبد~الله عبد~الله:عبدالله وعبدالرحمن:عبد~الرحمن
    """,
    "numbers": """
        2003م:2003 عام~2003:2003م 1,000:1000 ١٬٠٠٠:1000 ل2024:2024 لـ2024:2024
    """,
    "abbreviations, apostrophes, hyphens and accents": """
        US:U.S. U.S.:US U.S:US Sanaa:Sana'a Sana'a:Sanaa Baath:Ba’ath ceasefire:cease-fire
        cease-fire:ceasefire F16:F-16 F-16:F16 Hamas:Ḥamās Ḥamās:Hamas cafe:café
    """,
    "English possessives and spellings": """
        Iraq:Iraq's Iraq's:Iraqi forces':forces James's:James worker:workers'
        organisation:organization organizations:organisations harbor:harbours defense:defence
        programme:programs
    """,
    "irregular English words": """
        gunmen:gunman women:woman children:child killing:killed killers:killed attacks:attack
        babies:baby cities:city
    """,
    "English typing errors": """
        withdrawl:withdrawal ithdrawal:withdrawal wihtdrawal:withdrawal aghdad:Baghdad
        vaghdad:Baghdad baghdaa:Baghdad
    """,
    "Arabic typing errors": """
        نسحاب:انسحاب لانسحاب:انسحاب شنسحاب:انسحاب انسحلب:انسحاب انسجاب:انسحاب الكهربء:الكهرباء
        انتخبات:الانتخابات إنتخابات:انتخابات نتخابات:انتخابات
    """,
    "countries and their people": """
        14:14th 27th:27 الأمريكيون:أمريكا أمريكا:أمريكي سوريا:السورية سوري:سوريا سورية:سوريا
        تركيا:التركي تركية:تركيا فرنسا:فرنسي بريطانيا:بريطاني إسرائيل:الإسرائيليين
    """,
    "other endings": """
        مستشفيات:مستشفى شركات:شركة المخيمات:مخيم اتفاق:الاتفاقية حكومي:الحكومة فلسطينيون:فلسطين
        مصري:مصر المصريين:مصر اليمنية:اليمن الصحفي:صحفيون صحافة:صحافية تفجير:التفجيرات
    """,
}
UNRELATED = """
    حكم:حكومة sever:several state:station war:ward تمر:تمرين قرار:قرية عدل:عدد حزب:حزن
    لبن:لبنان لبنان:لبن بحر:البحرين البحرين:البحر بحر:عمر عمر:عمران عدن:عدنان سور:سوريا
    ترك:تركيا قطر:قطار قطار:قطر عراق:عرق العرق:العراق كتاب:كاتب مقتل:مقاتل حرب:حروف
    الأحد:واحد احد:واحد سائل:وسائل أفق:وافق عودة:وعود مال:كمال باب:كباب بيرو:بيروت
    كبرى:كبريت سفير:سفر خبر:خبير أمير:أمر علم:إعلام إعلام:علم ضربة:إضراب إضراب:ضربة
    اضراب:ضرب سلم:إسلام نهار:نهر وزير:زيارة تاب:كتاب والد:د الله:له حوثي:بحوث ملا:ملايين
    ماء:ما مسلم:سلم طن:وطن جامع:جمع شمال:شمل جدار:دار دار:جدار صلاح:سلاح سجن:سن حماس:حمص
    ليبيا:لبيب cat:category port:important iran:iraq war:warm us:use general:generation
    new:news universe:university organ:organization arm:army arms:army press:pressure
    rest:restaurant men:mention past:pasta post:poster form:forces part:party
"""


def find(query: str, text: str) -> bool:
    """Return whether a query finds a text, and only that one."""
    texts = ("عنوان آخر other title", f"عنوان {text}", "شيء something else")
    index = SearchIndex.build(
        (
            merge_texts(
                ANALYZER.analyze(language=language, title="", names=(), paragraphs=(each,))
                for language in ("ar", "en")
            ),
            (0, 0),
        )
        for each in texts
    )
    return [hit.event for hit in rank(parse_query(f"{query} "), index)] == [1]


def read_pairs(pairs: str) -> list[tuple[str, str]]:
    return [
        (query.replace("~", " "), text.replace("~", " "))
        for query, _, text in (pair.partition(":") for pair in pairs.split())
    ]


@pytest.mark.parametrize("kind", SAME)
def test_a_word_finds_its_other_forms(kind: str) -> None:
    assert [pair for pair in read_pairs(SAME[kind]) if not find(*pair)] == []


def test_unrelated_words_are_not_joined() -> None:
    assert [pair for pair in read_pairs(UNRELATED) if find(*pair)] == []
