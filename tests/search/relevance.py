"""A small test set: events of an invented river town, and what readers look for among them.

Each question names the events that answer it. The words of the questions are seldom those of the
texts: they are inflected, have a letter joined to them, are spelled otherwise or misspelled, or are
in the other language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import log
from pathlib import Path
from types import MappingProxyType

import snowballstemmer

from generator.search import Analysis, Analyzer, SearchIndex, merge_texts, parse_query, rank
from generator.search.words import split_words
from generator.text.folding import fold
from tests.search.questions import harden, vary_question

EVENTS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "flood": (
            "فيضان النهر يغرق الحي القديم",
            "ارتفع منسوب المياه ليلاً وأغرق مئات المنازل. أجلت السلطات المحلية السكان إلى المدارس.",
            "River floods the old quarter",
            "The water rose overnight and flooded hundreds of houses. Residents were evacuated.",
        ),
        "bridge": (
            "انهيار الجسر الحديدي",
            "سقطت دعامتان من الجسر بعد مرور شاحنة، وأصيب سبعة عمال كانوا يرممونه.",
            "The iron bridge collapses",
            "Two piers fell after a lorry had crossed. Seven workers were injured.",
        ),
        "strike": (
            "إضراب عمال الميناء",
            "أضرب عمال الميناء ثلاثة أيام مطالبين بزيادة الأجور، وتوقفت حركة السفن.",
            "Dockers go on strike",
            "Dock workers struck for three days over wages, and no ship was unloaded.",
        ),
        "election": (
            "انتخاب مجلس بلدي جديد",
            "فازت قائمة المستقلين بأغلبية المقاعد في الانتخابات البلدية، وانتُخبت أول رئيسة.",
            "A new town council is elected",
            "Independents won most seats in the municipal elections.",
        ),
        "hospital": (
            "افتتاح المستشفى الجديد",
            "افتتحت وزيرة الصحة مستشفى من مئتي سرير على الضفة الشرقية.",
            "",
            "",
        ),
        "drought": (
            "جفاف يضرب المزارعين",
            "خسر المزارعون نصف محصول القمح بسبب قلة الأمطار، وطالبوا الحكومة بتعويضات.",
            "Drought hits the farmers",
            "Farmers lost half of the wheat harvest and asked the government for compensation.",
        ),
        "school": (
            "حريق في مدرسة البنات",
            "اندلع حريق في مدرسة البنات الثانوية من دون إصابات، وأخمده رجال الإطفاء.",
            "Fire in the girls' school",
            "Firefighters put out a blaze at the secondary school. Nobody was hurt.",
        ),
        "forces": (
            "وصول القوات الأمريكية إلى المطار",
            "هبطت طائرات تحمل جنوداً أمريكيين في المطار العسكري، ونشرت القوات نقاط تفتيش.",
            "American forces arrive at the airport",
            "Planes with American soldiers landed at the military airport.",
        ),
        "embassy": (
            "السفارة الإيرانية تعيد فتح أبوابها",
            "أعادت إيران فتح سفارتها بعد قطيعة دامت عشر سنوات.",
            "Iranian embassy reopens",
            "Iran reopened its embassy after ten years.",
        ),
        "library": (
            "المكتبة العامة تعرض مخطوطات نادرة",
            "عرضت المكتبة العامة مخطوطات من القرن الرابع عشر لأول مرة.",
            "",
            "",
        ),
        "attack": (
            "هجوم على قافلة مساعدات",
            "تعرضت قافلة مساعدات لهجوم مسلح قرب الحدود، وقُتل سائقان.",
            "Attack on an aid convoy",
            "Gunmen attacked an aid convoy near the border. Two drivers were killed.",
        ),
        "ceasefire": (
            "اتفاق لوقف إطلاق النار",
            "وقّع الطرفان اتفاقاً لوقف إطلاق النار برعاية الأمم المتحدة.",
            "Ceasefire agreement signed",
            "Both sides signed an agreement on a ceasefire, brokered by the United Nations.",
        ),
        "power": (
            "انقطاع الكهرباء عن المدينة",
            "انقطعت الكهرباء عن المدينة يومين بعد عطل في المحطة الرئيسية.",
            "Power cut in the whole town",
            "The town had no electricity for two days after a failure at the power station.",
        ),
        "journalist": (
            "الإفراج عن صحفي معتقل",
            "أُفرج عن الصحفي بعد اعتقال دام ثمانية أشهر، ورحبت نقابة الصحفيين بالقرار.",
            "Detained journalist released",
            "The journalist was released after eight months in detention.",
        ),
        "lebanon": (
            "وفد لبناني يزور الجامعة",
            "زار وفد من جامعات لبنان الجامعة ووقع مذكرة تعاون.",
            "",
            "",
        ),
        "milk": (
            "إغلاق معمل اللبن والأجبان",
            "أُغلق معمل اللبن بعد ستين عاماً من العمل، وفقد العشرات وظائفهم.",
            "Dairy closes down",
            "The dairy closed after sixty years; dozens lost their jobs.",
        ),
    }
)

# What readers look for, and the events that answer it.
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("الفيضانات", ("flood",)),
    ("فيضان", ("flood",)),
    ("منزل غرق بمياه النهر", ("flood",)),
    ("الجسور المنهارة", ("bridge",)),
    ("الجسر", ("bridge",)),
    ("وبالجسر", ("bridge",)),
    ("اضراب العمال", ("strike", "bridge")),
    ("عمال الموانئ", ("strike", "bridge")),
    ("اجور عمال الميناء", ("strike",)),
    ("انتخابات البلديه", ("election",)),
    ("الانتخابات", ("election",)),
    ("للمستشفى", ("hospital",)),
    ("مستشفي", ("hospital",)),
    ("وزير الصحه", ("hospital",)),
    ("المزارع", ("drought",)),
    ("مزارعين", ("drought",)),
    ("تعويض", ("drought",)),
    ("مدارس البنات", ("school", "flood")),
    ("المدرسه", ("school",)),
    ("حرائق", ("school",)),
    ("قوات امريكية", ("forces",)),
    ("القوات الأمریکیة", ("forces",)),
    ("الأمريكيون", ("forces",)),
    ("امريكا", ("forces",)),
    ("للمطار", ("forces",)),
    ("ايران", ("embassy",)),
    ("الإيرانيين", ("embassy",)),
    ("سفارات", ("embassy",)),
    ("المكتبات", ("library",)),
    ("مخطوطة", ("library",)),
    ("الهجمات", ("attack",)),
    ("هجوم", ("attack",)),
    ("القوافل", ("attack",)),
    ("الحدود", ("attack",)),
    ("الاتفاقية", ("ceasefire",)),
    ("اتفاقات", ("ceasefire",)),
    ("للأمم المتحده", ("ceasefire",)),
    ("كهرباء", ("power",)),
    ("والكهرباء", ("power",)),
    ("صحفيين معتقلين", ("journalist",)),
    ("الصحفي", ("journalist",)),
    ("لبنان", ("lebanon",)),
    ("اللبنانية", ("lebanon",)),
    ("جامعه", ("lebanon",)),
    ("لبن", ("milk",)),
    ("الكهربء", ("power",)),
    ("الانتخبات", ("election",)),
    ("floods", ("flood",)),
    ("flooding river", ("flood",)),
    ("collapsed bridges", ("bridge",)),
    ("worker's wage", ("strike",)),
    ("strikes", ("strike",)),
    ("council elections", ("election",)),
    ("farmer", ("drought",)),
    ("girls school fires", ("school",)),
    ("american soldier", ("forces",)),
    ("iranian", ("embassy",)),
    ("iran embassies", ("embassy",)),
    ("attacking convoys", ("attack",)),
    ("agreements", ("ceasefire",)),
    ("electrcity", ("power",)),
    ("detain journalists", ("journalist",)),
    ("القمح harvest", ("drought",)),
    ("dairies", ("milk",)),
)

Search = Callable[[str], list[str]]
# Of each event the title and the text in Arabic, and the title and the text in English, if any.
Events = Mapping[str, tuple[str, str, str, str]]
# What is asked, and the events that answer it.
Question = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well events are found.

    Attributes:
        precision: Which share of what is found is meant.
        recall: Which share of what is meant is found.
        mrr: The mean of one divided by the place of the first right event, of the first ten.
    """

    precision: float
    recall: float
    mrr: float


def measure(search: Search, questions: Iterable[tuple[str, tuple[str, ...]]]) -> Figures:
    """Return the means of all questions."""
    precisions, recalls, ranks = [], [], []
    for question, meant in questions:
        found = search(question)
        right = [key for key in found if key in meant]
        precisions.append(len(right) / len(found) if found else 0.0)
        recalls.append(len(right) / len(meant))
        places = [place for place, key in enumerate(found[:10], 1) if key in meant]
        ranks.append(1 / places[0] if places else 0.0)
    means = (sum(each) / len(each) for each in (precisions, recalls, ranks))
    return Figures(*means)


def analyze_events(events: Events) -> list[Analysis]:
    """Return the words of events."""
    analyzer = Analyzer()
    return [
        merge_texts(
            analyzer.analyze(language=language, title=title, names=(), paragraphs=(text,))
            for language, title, text in (("ar", *each[:2]), ("en", *each[2:]))
            if text
        )
        for each in events.values()
    ]


def our_search(events: Events) -> Search:
    """The search of the program."""
    keys = tuple(events)
    index = SearchIndex.build((words, (0, 0)) for words in analyze_events(events))
    return lambda text: [keys[hit.event] for hit in rank(parse_query(text), index)]


def bm25_search(events: Events, form: Callable[[str], str]) -> Search:
    """A search by BM25 over one form of each word, the title counted as text."""
    texts = {
        key: [form(word) for part in each for word in split_words(part)]
        for key, each in events.items()
    }
    average = sum(map(len, texts.values())) / len(texts)

    def search(text: str) -> list[str]:
        scores: dict[str, float] = {}
        for word in map(form, split_words(text)):
            having = [key for key, words in texts.items() if word in words]
            rarity = log(1 + (len(texts) - len(having) + 0.5) / (len(having) + 0.5))
            for key in having:
                count, length = texts[key].count(word), len(texts[key])
                weight = count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / average))
                scores[key] = scores.get(key, 0) + rarity * weight
        return sorted(scores, key=lambda key: -scores[key])

    return search


def snowball_form() -> Callable[[str], str]:
    """The stem of a word by Snowball."""
    arabic, english = map(snowballstemmer.stemmer, ("arabic", "english"))
    return cache(lambda word: fold((english if word.isascii() else arabic).stemWord(word)))


SEARCHES: Mapping[str, Callable[[Events], Search]] = MappingProxyType(
    {
        "nothing": lambda events: bm25_search(events, lambda word: word),
        "folding": lambda events: bm25_search(events, fold),
        "Snowball": lambda events: bm25_search(events, snowball_form()),
        "tarikh": our_search,
    }
)


def read_passages(language: str) -> tuple[Events, list[Question]]:
    """Return passages as events without a title, and full questions that each of them answers.

    There are several passages on each subject, so that others have many of the words as well.

    Args:
        language: ``arabic`` or ``english``.
    """
    text = Path(__file__).with_name(f"passages-{language}.txt").read_text("utf-8")
    events: dict[str, tuple[str, str, str, str]] = {}
    questions: list[Question] = []
    key = ""
    for line in text.splitlines():
        if line.startswith("?"):
            questions.append((line[1:], (key,)))
        elif line and not line.startswith("#"):
            key = f"passage-{len(events)}"
            events[key] = ("", line, "", "") if language == "arabic" else ("", "", "", line)
    return events, questions


def read_variants(language: str) -> tuple[Events, Mapping[str, list[Question]]]:
    """Return passages and events as events without a title, and many questions on the passages.

    The questions are those of `read_passages`, each spelled and put in other ways; by the name of
    the variant, and of each also a hard one, see `tests.search.questions`.
    """
    passages, questions = read_passages(language)
    events = dict(passages)
    for key, (arabic_title, arabic, title, text) in EVENTS.items():
        if language == "arabic":
            events[key] = "", f"{arabic_title}. {arabic}", "", ""
        elif text:
            events[key] = "", "", "", f"{title}. {text}"
    texts = {key: arabic or english for key, (_, arabic, _, english) in events.items()}
    stem = snowball_form()
    forms = ({stem(word) for word in split_words(text)} for text in texts.values())
    frequencies = Counter(chain.from_iterable(forms))
    variants: dict[str, list[Question]] = {}
    for question, meant in questions:
        hard = harden(question, texts[meant[0]], frequencies, stem)
        for kind, text in (("easy", question), ("hard", hard)):
            for name, variant in vary_question(text).items():
                variants.setdefault(f"{kind}, {name}", []).append((variant, meant))
    return events, variants


def is_arabic_question(question: str) -> bool:
    """Whether a question has an Arabic word."""
    return not question.isascii()


if __name__ == "__main__":
    words = [each for each in QUESTIONS if is_arabic_question(each[0])]
    for heading, events, questions in (
        ("Arabic words", EVENTS, words),
        ("English words", EVENTS, [each for each in QUESTIONS if each not in words]),
        ("Arabic questions", *read_passages("arabic")),
        ("English questions", *read_passages("english")),
    ):
        print(f"{heading}: {len(questions)}")
        for name, make in SEARCHES.items():
            figures = measure(make(events), questions)
            print(
                f"  {name:9} precision {figures.precision:.2f} recall {figures.recall:.2f}"
                f" MRR@10 {figures.mrr:.2f}"
            )
    for language in ("arabic", "english"):
        events, variants = read_variants(language)
        searches = {name: make(events) for name, make in SEARCHES.items()}
        print(f"Variants of {language} questions: {sum(map(len, variants.values()))}, MRR@10")
        for variant, questions in variants.items():
            values = [
                f"{name} {measure(each, questions).mrr:.2f}" for name, each in searches.items()
            ]
            print(f"  {variant:32}", ", ".join(values))
