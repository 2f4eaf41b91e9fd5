#!/usr/bin/env python3
"""Check what the register's pages, records and datasets state against the text of the report.

    python3 tests/facts_against_report.py REPORT [ROOT]

REPORT is the plain text of the 2024 monitoring report, as extracted from its PDF. The report is not part of this
repository, so this script is run by hand. ROOT is the repository; by default the one that this script lies in. It needs
Python 3.8 or newer and PyYAML. Exit code: 0 everything agrees, 1 something is not in the report, 2 could not run.

What is compared, in every language:

  datasets     each figure, each figure in notes and contradictions; the titles of charts, tables and maps word by word
  pages        each number, date and amount; what stands in Polish quotation marks; names of several words with capitals
  records      the same, in their descriptions; schemas, in their texts
  translations each name in Latin letters on Ukrainian pages; each word with Polish letters on English ones
  appendix     every chart, table and map of the report leads to a page

What the report does not say is listed in OWN with the source that says it: an act, the list of communes, a calculation.
Directives are left out: their figures come from the datasets.
"""

import re
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

try:
    import yaml
except ImportError:
    print("This script needs PyYAML.", file=sys.stderr)
    sys.exit(2)

LANGUAGES = ("pl", "en", "uk")
MONTHS = {
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split(),
    "en": "January February March April May June July August September October November December".split(),
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
}
NUMBER = {
    "pl": re.compile(r"(?<![\w.,/-])\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?(?!\d)|(?<![\w,/-])\d+(?:,\d+)?(?![\d/])"),
    "en": re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\w,/-])\d+(?:\.\d+)?(?![\d/])"),
}
NUMBER["uk"] = NUMBER["pl"]
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
CONNECTING = {"i", "na", "w", "we", "z", "ze", "im", "oraz", "do", "dla", "od", "rzecz", "osób", "sprawy"}
# Markup that no reader sees: directives, addresses of links, code, HTML.
UNSEEN = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|`[^`]*`|<[^>]*>|^\[\^[^\]]*\]:|\[\^[^\]]*\]", re.S | re.M)

# What is stated and not in the report, with the source that says it.
OWN_NUMBERS = {
    "act of 2003 and its amendment": "1143 122 218 5 18 16 10 3 1",
    "Social Economy Act": "1812 5",
    "sections, pages and footnotes that are named": "1.1 1.2 1.3 1.4 1.5 2.1 2.2 2.3 2.4 7 8",
    "computed by us from the report's figures": "40.7 41 37.87 37.9 26.99 27.0 8.9 117.5 99.9 100.84 0.19 42.3 29.8 69.1 70 708 "
    "121 19 57 2939 795 160 81.773 77.957 15 25 13 325",
    "names of formats and standards": "84 164 4.0 4 2 22 2.2 360 1280 300",
    "dates of this site": "2026 23 11",
    "glossary: acts on assistance, services, foster care, rehabilitation, employment": "12 19 9 27 20 2004 2011 1997 73a",
    "clubs run by assistance centres, counted in the annex": "36",
    "clubs of 2023: two more than in 2024": "45",
}
OWN_DATES = {
    "act on social economy": ["2022-08-05", "2022-10-30"],
    "glossary: acts": ["2004-03-12", "2019-07-19", "2011-06-09", "1997-08-27", "2004-04-20"],
}
OWN_NAMES = {
    "the registers of communes and borders": ["Państwowy Rejestr Granic", "Główny Urząd Geodezji i Kartografii"],
    "the programme as it is called in full": ["Fundusze Europejskie dla Warmii i Mazur"],
    "journal of laws": ["Dz"],
    "licence": ["CC BY", "Licencja CC BY"],
    "the list of communes": ["TERYT Pisz"],
    "a supposition, told as one": ["Romualda Traugutta"],
}
OWN_QUOTATIONS = {"nie wiadomo", "Nie wiadomo, czy działa"} | {
    "Dzień dobry. Szukam pomocy.", "Czy państwo teraz działają?", "Czy mogę przyjść?", "Kiedy mogę przyjść?", "Co mam ze sobą wziąć?",
    "Chcę chodzić do centrum", "Chcę chodzić do klubu",
}
OWN_WORDS = set(
    "cis kis pl en uk csv json svg hsds inactive alert cc by e-mail gugik geonames teryt openstreetmap javascript internet dz u nr poz art pkt lit html wgs "
    "rejestr centra kluby pokrycie geojson id name title operator county commune address locality phones extension printed emails position serves "
    "status unknown activities granted kind description source collection declared cookie wtz pfron zus pcpr ngo jst pup ops mops gops mgops lon precision pius traugutta "
    "szukam państwo dzień dobry teraz działają przyjść kiedy mogę czy wziąć mam sobą ze".split()
)


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def squeezed(text):
    """Letters and digits alone, in lower case: how a title is broken into lines and hyphens does not matter."""
    return "".join(character for character in text.lower() if character.isalnum())


def stems(text):
    """The words of a text without their endings, so that Polish inflection does not matter."""
    return [stem(word) for word in WORD.findall(text)]


def stem(word):
    return word.lower()[:4]


class Report:
    def __init__(self, text):
        # A number may be broken over lines, as "1164" never is, and "31.12 2024" is.
        self.text = plain(text)
        self.squeezed = squeezed(self.text)
        self.numbers = {Decimal(n) for n in re.findall(r"\d+", self.text)}
        for found in re.findall(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+,\d+", self.text):
            self.numbers.add(Decimal(found.replace(" ", "").replace(",", ".")))
        self.numbers |= {Decimal(n) for n in re.findall(r"\d+\.\d+", self.text)}
        self.dates = set(dates(self.text, "pl"))
        for day, month, year in re.findall(r"(\d{1,2})\.(\d{1,2})[. ]+(\d{4})", self.text):
            self.dates.add(f"{year}-{int(month):02}-{int(day):02}")
        self.dates |= set(re.findall(r"\d{4}-\d{2}-\d{2}", self.text))
        self.stems = stems(self.text)
        self.grams = set()
        for size in range(1, 12):
            self.grams |= {tuple(self.stems[i : i + size]) for i in range(len(self.stems) - size + 1)}
        self.words = {word.lower() for word in WORD.findall(self.text)}


def dates(text, language):
    """The dates of a text: days of a month, as YYYY-MM-DD."""
    months = MONTHS[language]
    for day, month, year in re.findall(r"(\d{1,2}) (%s) (\d{4})" % "|".join(months), text):
        yield f"{year}-{months.index(month) + 1:02}-{int(day):02}"


class Facts:
    """What was found that the report does not say."""

    def __init__(self, report, known_words):
        self.report = report
        self.known_words = known_words
        self.own = {Decimal(n) for numbers in OWN_NUMBERS.values() for n in numbers.split() if re.fullmatch(r"[\d.]+", n)}
        self.own_dates = {date for dates in OWN_DATES.values() for date in dates}
        self.own_names = {tuple(stems(name)) for names in OWN_NAMES.values() for name in names}
        self.missing = defaultdict(list)
        self.counts = defaultdict(int)

    def miss(self, where, what):
        self.missing[where].append(what)

    def number(self, where, number):
        self.counts["numbers"] += 1
        if number not in self.report.numbers and number not in self.own:
            self.miss(where, f"number {number}")

    def numbers(self, where, text, language):
        for found in NUMBER[language].findall(text):
            digits = re.sub(r"[ \u00a0]", "", found)
            digits = digits.replace(",", "") if language == "en" else digits.replace(",", ".")
            self.number(where, Decimal(digits))
        for date in dates(text, language):
            self.counts["dates"] += 1
            if date not in self.report.dates and date not in self.own_dates:
                self.miss(where, f"date {date}")

    def quoted(self, where, text):
        for quote in re.findall(r"„([^”]+)”", text):
            self.counts["quotations"] += 1
            if squeezed(quote) not in self.report.squeezed and len(quote.split()) > 1 and quote not in OWN_QUOTATIONS:
                self.miss(where, f"quotation „{quote}”")

    def names(self, where, text):
        """Names of several words in a Polish text: a capital, then capitals and connecting words."""
        name = r"[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+(?: (?:(?:%s)\.? )*[A-ZĄĆĘŁŃÓŚŹŻ„][\w-]+)+" % "|".join(CONNECTING)
        for sentence in re.split(r"(?<=[.:!?|])\s+|\n\s*[-*|]?\s*|\*\*", text):
            for found in re.finditer(name, sentence):
                words = stems(found.group())
                # The first word of a sentence has a capital anyhow.
                parts = [words] if found.start() else [words, words[1:]]
                self.counts["names"] += 1
                if not any(self.is_known(part) for part in parts):
                    self.miss(where, f"name “{found.group()}”")

    def is_known(self, words):
        if not words or any(tuple(words) in known for known in (self.report.grams, self.own_names, self.known_words)):
            return True
        # Names may be listed: the parts on both sides of an "and" or "in" are names of their own.
        lists = [at for at, word in enumerate(words) if word in ("i", "oraz", "w", "we") and 0 < at < len(words) - 1]
        return any(self.is_known(words[:at]) and self.is_known(words[at + 1 :]) for at in lists)

    def foreign(self, where, text, language):
        """Polish words in a translation."""
        letters = r"[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]"
        for word in re.findall(letters + r"[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż-]*", text):
            polish = language == "uk" or re.search("[ĄĆĘŁŃÓŚŹŻąćęłńóśźż]", word)
            if not polish or len(word) < 3:
                continue
            self.counts["Polish words in translations"] += 1
            lower = word.lower()
            if lower not in self.report.words and (stem(word),) not in self.report.grams and lower not in OWN_WORDS and (stem(word),) not in self.known_words:
                self.miss(where, f"word “{word}”")

    def text(self, where, text, language):
        text = UNSEEN.sub(" ", text)
        self.numbers(where, text, language)
        if language == "pl":
            self.quoted(where, text)
            self.names(where, plain_lines(text))
        else:
            self.foreign(where, text, language)


def plain_lines(text):
    """Paragraphs as lines: a name may be broken over two of them."""
    return "\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=\s*[-*|\d])", text))


def localized(value):
    """A text in its languages; a plain one is Polish."""
    if isinstance(value, dict):
        return [(language, text) for language, text in value.items() if language in LANGUAGES and isinstance(text, str)]
    return [("pl", value)] if isinstance(value, str) else []


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def check_dataset(facts, path):
    data, where = load(path), path.name
    texts = [data["title"], *data.get("notes", [])]
    for conflict in data.get("conflicts", []):
        texts += [conflict[key] for key in ("place", "printed", "taken", "reason")]
    for text in texts:
        for language, words in localized(text):
            facts.numbers(where, UNSEEN.sub(" ", words), language)
    for text in texts:
        for language, words in localized(text):
            if language != "pl":
                facts.foreign(where, UNSEEN.sub(" ", words), language)
    for printed in data.get("printed", []):
        if squeezed(printed["title"]) not in facts.report.squeezed:
            facts.miss(where, f"title {printed['title']}")
    kinds = [column["type"] for column in data["columns"].values()]
    for row in data["rows"]:
        for kind, cell in zip(kinds, row):
            if kind in ("integer", "decimal", "money", "percent") and cell not in ("~", "0"):
                facts.number(where, Decimal(cell))
            elif kind == "text":
                for language, words in localized(cell):
                    facts.numbers(where, words, language)
                    if language != "pl":
                        facts.foreign(where, words, language)


def check_page(facts, path):
    name = path.name.split(".")
    language = name[1] if len(name) > 2 else "pl"
    text = path.read_text(encoding="utf-8")
    front, _, body = text[4:].partition("\n---\n")
    head = yaml.load(front, Loader=yaml.BaseLoader)
    # Columns that name file formats and keys of the data are no prose.
    body = re.sub(r"^ *\|.*`.*$", " ", body, flags=re.M)
    facts.text(str(path), "\n\n".join(filter(None, (head.get("title"), head.get("description"), body))), language)


def check_texts(facts, where, value):
    """Every text in languages below a value of a schema or record."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
            for language, text in localized(value):
                facts.text(where, text, language)
        else:
            for part in value.values():
                check_texts(facts, where, part)
    elif isinstance(value, list):
        for part in value:
            check_texts(facts, where, part)


def check_appendix(facts, root):
    """Every chart, table and map of the report is in the appendix and in a dataset."""
    printed = {squeezed(p["number"]["pl"]) for path in root.glob("content/datasets/*.yaml") for p in load(path).get("printed", [])}
    appendix = squeezed((root / "content/pages/raport/2024/odnosnik.md").read_text(encoding="utf-8"))
    for kind, number in sorted(set(re.findall(r"(Wykres|Tabela|Mapa) nr (\d+) ?:", facts.report.text))):
        facts.counts["charts, tables and maps"] += 1
        for place, words in (("appendix", appendix), ("datasets", printed)):
            if squeezed(f"{kind} nr {number}") not in words:
                facts.miss(place, f"{kind} nr {number}")


def known_words(root):
    """Names of areas, operators and the words of the glossary, by their stems."""
    names = [line.split(",")[1] for line in (root / "content/geo/gminy.csv").read_text(encoding="utf-8").splitlines()[1:]]
    levels = (root / "content/geo/counties.geojson").read_text(encoding="utf-8")
    names += re.findall(r'"name": ?"([^"]+)"', levels)
    for path in root.glob("content/registry/*/[a-z]*.yaml"):
        record = load(path)
        address = record.get("address", {})
        names += [record.get("name", ""), record.get("operator", ""), address.get("street", ""), address.get("locality", "")]
    for term in load(root / "content/glossary.yaml"):
        names += [term["term"], term["expansion"]["pl"], *term.get("forms", [])]
    words = set()
    for name in names:
        split = stems(name)
        words |= {tuple(split[i : i + size]) for size in range(1, len(split) + 1) for i in range(len(split) - size + 1)}
    return words


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__.split("\n\n")[1].strip(), file=sys.stderr)
        return 2
    root = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).resolve().parent.parent
    try:
        report = Report(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    facts = Facts(report, known_words(root))
    for path in sorted(root.glob("content/datasets/*.yaml")):
        check_dataset(facts, path)
    for path in sorted(root.glob("content/pages/**/*.md")):
        check_page(facts, path)
    for path in sorted(root.glob("content/registry/*/*.yaml")):
        check_texts(facts, str(path), load(path))
    check_appendix(facts, root)
    for where in sorted(facts.missing):
        print(f"{where}:")
        for what in dict.fromkeys(facts.missing[where]):
            print(f"  not in the report: {what}")
    print("; ".join(f"{count} {what}" for what, count in facts.counts.items()), file=sys.stderr)
    return 1 if facts.missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
