#!/usr/bin/env python3
"""Check tests/annex.csv against the text of the report it was transcribed from.

    python3 tests/annex_against_report.py REPORT [CSV]

REPORT is the plain text of the 2024 monitoring report, as extracted from its PDF. The report is not part of this
repository, so this script is run by hand. CSV defaults to the annex.csv beside this file. It needs Python 3.8 or newer.
Exit code: 0 everything agrees (known contradictions of the print are listed), 1 something differs, 2 could not run.

README of the annex
-------------------
tests/annex.csv is a second transcription of the two tables that close the report (14 centres, 43 clubs), made without
looking at content/registry, so that a slip of one hand shows against the other. One row per row of the print:

  table            centra or kluby
  number           position in its table, counted: 1, 2, 3 ... without a gap
  number_printed   the ordinal as printed (one is misprinted)
  county           the heading above the row, without its count
  county_teryt     code of that county; not printed, taken from the official list
  name             as printed, lines joined by a space
  street_printed   the address without postal code and town, as printed
  postal_code      DD-DDD, spaces removed
  town             the words after the postal code, as printed
  phones           nine digits each, separated by "; "; an extension as " wew. 211"
  emails           in printed order, separated by "; "
  activities       centres only: the planned kinds of activity, separated by "; "
  status_granted   centres only: the date the status was granted, YYYY-MM-DD
  operator         as printed, lines joined; a word broken at a hyphen keeps the hyphen

What is compared, each both ways (nothing missing in the CSV, nothing there that was not printed):

  per row       e-mails, telephones, postal codes and dates; every word of the row; the name opens the row, the
                town follows the postal code, the operator closes the row
  whole annex   the multisets of e-mails, telephones, postal codes and dates, read from the text without splitting it
  links         every "mailto:" that the PDF carries beside the tables is an e-mail of the CSV
  headings      one code per county; stated counts, and those of chapter 2, against the rows beneath

A contradiction of the print with itself is listed; those in KNOWN_CONTRADICTIONS do not fail.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

COLUMNS = (
    "table number number_printed county county_teryt name street_printed postal_code town "
    "phones emails activities status_granted operator"
).split()
TABLES = {  # table of the CSV: (line that opens it, line that closes it)
    "centra": ("Baza aktywnych Centrów", "Źródło: Centra"),
    "kluby": ("Baza aktywnych Klubów", "Źródło: Kluby"),
}
COUNTIES_IN_REGION = 21
COUNTING_WORDS = {"dwóch": 2, "trzech": 3, "czterech": 4, "pięciu": 5, "sześciu": 6}
KNOWN_CONTRADICTIONS = {
    "centra: the heading says powiat olecki (2), 1 row(s) stand beneath",
    "kluby: row 36 is numbered 26",
    "chapter 2 counts 11 clubs in powiat olsztyński, the annex lists 10",
    "chapter 2 names 4 counties without a club, by the annex there are 5",
}

HEADING = re.compile(r"((?:powiat|Miasto) \S+) \((\d+)\)")
ORDINAL = re.compile(r"(\d+)\.")
EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
POSTAL_CODE = re.compile(r"(?<![\d-])(\d{2})- ?(\d{3})(?![\d-])")
DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
PHONES = re.compile(r"\btel\.[:\s]*([\d\s,-]*\d)((?:\s*wew\.\s*\d+)?)")
LABEL = re.compile(r"e-mail:|\btel\.:?")


class PrintedRow:
    """One row of a table of the annex: where it stands and its text on a single line."""

    def __init__(self, county, ordinal):
        self.county = county
        self.ordinal = ordinal
        self.lines = []

    @property
    def text(self):
        return one_line(self.lines)


def one_line(lines):
    """The lines joined by single spaces; a word broken after its hyphen ("Społeczno-", "Gospodarczych") is closed."""
    text = " ".join(" ".join(lines).split())
    return re.sub(r"(?<=[^\W\d])- (?=[^\W\d])", "-", text)


def annex_lines(report, table):
    """The lines of one table, from its title to its source line, and the mailto addresses found among them."""
    opening, closing = TABLES[table]
    lines = [line.strip() for line in report.splitlines()]
    starts = [i for i, line in enumerate(lines) if line.startswith(opening)]
    if len(starts) != 1:
        raise ValueError(f"the report opens the table “{opening}” {len(starts)} times, not once")
    ends = [i for i, line in enumerate(lines) if line.startswith(closing) and i > starts[0]]
    if not ends:
        raise ValueError(f"the report never closes the table with “{closing}”")
    body = [line for line in lines[starts[0] : ends[0]] if line]
    links = [line[len("mailto:") :] for line in body if line.startswith("mailto:")]
    return [line for line in body if not line.startswith("mailto:")], links


def split_rows(lines):
    """The rows of a table in order, and its county headings as (county, stated count)."""
    rows, headings = [], []
    in_row = False
    for line in lines:
        heading, ordinal = HEADING.fullmatch(line), ORDINAL.fullmatch(line)
        if heading:
            headings.append((heading[1], int(heading[2])))
            in_row = False
        elif ordinal and headings:
            rows.append(PrintedRow(headings[-1][0], ordinal[1]))
            in_row = True
        elif in_row:
            rows[-1].lines.append(line)
        elif headings:
            raise ValueError(f"“{line}” stands under {headings[-1][0]} but in no numbered row")
    return rows, headings


def printed_emails(text):
    return EMAIL.findall(text)


def printed_postal_codes(text):
    return [f"{first}-{last}" for first, last in POSTAL_CODE.findall(EMAIL.sub(" ", text))]


def after_postal_codes(text):
    """What stands behind each postal code of a row, up to its end."""
    return [text[match.end() :].lstrip() for match in POSTAL_CODE.finditer(text)]


def printed_dates(text):
    return DATE.findall(text)


def printed_phones(text):
    """The numbers after each "tel.", nine digits each, however they were grouped; the last carries the extension."""
    phones = []
    for digits, extension in PHONES.findall(EMAIL.sub(" ", text)):
        digits = re.sub(r"\D", "", digits)
        numbers = [digits[i : i + 9] for i in range(0, len(digits), 9)]
        if extension:
            numbers[-1] += " wew. " + re.search(r"\d+", extension)[0]
        phones += numbers
    return phones


# Facts compared as multisets: column of the CSV → how to read it from printed text.
FACTS = {
    "emails": printed_emails,
    "phones": printed_phones,
    "postal_code": printed_postal_codes,
    "status_granted": printed_dates,
}


def read_csv(path):
    """The rows of the CSV, by column name; ValueError where its columns are not those of the README above."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise ValueError(f"the columns of {path} are not {', '.join(COLUMNS)}")
        return list(reader)


def stated(row, column):
    """The values of a list column of the CSV; none where the cell is empty."""
    return [value for value in row[column].split("; ") if value]


def words(text):
    return Counter(re.findall(r"\w+", text))


def printed_words(text):
    """The words of a printed row that are no fact of FACTS and no label: name, street, town, activities, operator."""
    for pattern in (EMAIL, PHONES, LABEL, POSTAL_CODE, DATE):
        text = pattern.sub(" ", text)
    return words(text)


def stated_words(row):
    return words(" ".join(row[c] for c in ("name", "street_printed", "town", "activities", "operator")))


def differences(where, what, printed, in_csv):
    """One message for each value printed but not in the CSV, and the other way round."""
    printed, in_csv = Counter(printed), Counter(in_csv)
    messages = [f"{where}: {what} “{v}” is printed, not in the CSV" for v in (printed - in_csv).elements()]
    return messages + [f"{where}: {what} “{v}” is in the CSV, not printed" for v in (in_csv - printed).elements()]


def compare_row(where, printed, row):
    """Messages on one row of the CSV against the same row of the print."""
    messages = []
    for column, read in FACTS.items():
        values, given = read(printed.text), stated(row, column)
        messages += differences(where, column, values, given)
        if values != given and Counter(values) == Counter(given):
            messages.append(f"{where}: {column} are printed in the order {'; '.join(values)}")
    messages += differences(where, "word", printed_words(printed.text), stated_words(row))
    if not printed.text.startswith(row["name"]):
        messages.append(f"{where}: the row does not open with the name “{row['name']}”")
    if not printed.text.endswith(row["operator"]):
        messages.append(f"{where}: the row does not close with the operator “{row['operator']}”")
    if row["town"] not in [text[: len(row["town"])] for text in after_postal_codes(printed.text)]:
        messages.append(f"{where}: “{row['town']}” does not follow the postal code")
    for column, value in (("county", printed.county), ("number_printed", printed.ordinal)):
        if row[column] != value:
            messages.append(f"{where}: {column} is printed “{value}”, the CSV has “{row[column]}”")
    return messages


def compare_table(table, printed, rows):
    """Messages on all rows of one table; rows are paired by their order."""
    if len(printed) != len(rows):
        return [f"{table}: {len(printed)} rows are printed, {len(rows)} are in the CSV"]
    messages = []
    for position, (text, row) in enumerate(zip(printed, rows), start=1):
        where = f"{table} {position}"
        if row["number"] != str(position):
            messages.append(f"{where}: the CSV numbers it “{row['number']}”")
        messages += compare_row(where, text, row)
    return messages


def compare_whole(text, rows):
    """Messages on the multisets of facts in the annex read as one text, against those of the whole CSV."""
    messages = []
    for column, read in FACTS.items():
        messages += differences("annex", column, read(text), [v for row in rows for v in stated(row, column)])
    return messages


def compare_links(links, rows):
    emails = {email for row in rows for email in stated(row, "emails")}
    return [f"annex: the link mailto:{link} is no e-mail of the CSV" for link in links if link not in emails]


def compare_codes(rows):
    """Messages where a heading has two codes, or a code two headings."""
    pairs = {(row["county"], row["county_teryt"]) for row in rows}
    counties, codes = Counter(county for county, _ in pairs), Counter(code for _, code in pairs)
    messages = [f"annex: “{county}” has several codes" for county, n in counties.items() if n > 1]
    return messages + [f"annex: code {code} stands for several counties" for code, n in codes.items() if n > 1]


def heading_contradictions(table, rows, headings):
    """Places where a table disagrees with its own headings or its own numbering."""
    found = []
    for position, row in enumerate(rows, start=1):
        if row.ordinal != str(position):
            found.append(f"{table}: row {position} is numbered {row.ordinal}")
    listed = Counter(row.county for row in rows)
    for county, count in headings:
        if listed[county] != count:
            found.append(f"{table}: the heading says {county} ({count}), {listed[county]} row(s) stand beneath")
    for county, times in Counter(county for county, _ in headings).items():
        if times > 1:
            found.append(f"{table}: {county} has {times} headings")
    return found


def chapter_contradictions(report, clubs):
    """Places where chapter 2 counts the clubs of a county, or the counties without one, unlike the annex."""
    text, found = one_line(report.splitlines()), []
    listed = Counter(row.county for row in clubs)
    counted = re.findall(r"powiecie (\w+)m \((\d+)\)", text)
    for stem, count in counted:
        county = f"powiat {stem}"
        if listed[county] != int(count):
            found.append(f"chapter 2 counts {count} clubs in {county}, the annex lists {listed[county]}")
    without = re.search(r"W (\w+) powiatach regionu .{0,60}? \(powiaty: ([^)]+)\)", text)
    if not counted or not without or without[1] not in COUNTING_WORDS:
        raise ValueError("chapter 2 no longer counts clubs by county in the words this script knows")
    named, absent = COUNTING_WORDS[without[1]], COUNTIES_IN_REGION - len(listed)
    if named != absent:
        found.append(f"chapter 2 names {named} counties without a club, by the annex there are {absent}")
    for name in without[2].split(", "):
        if f"powiat {name}" in listed:
            found.append(f"chapter 2 says that powiat {name} has no club, the annex lists one")
    return found


def check(report, rows):
    """All checks. Gives (errors, contradictions of the print, lines of the summary)."""
    errors, contradictions, summary, links, texts = [], [], [], [], []
    for table in TABLES:
        lines, table_links = annex_lines(report, table)
        printed, headings = split_rows(lines)
        errors += compare_table(table, printed, [row for row in rows if row["table"] == table])
        contradictions += heading_contradictions(table, printed, headings)
        if table == "kluby":
            contradictions += chapter_contradictions(report, printed)
        links += table_links
        texts.append(one_line(lines))
        summary.append(f"{table}: {len(printed)} rows under {len(headings)} headings")
    text = one_line(texts)
    errors += compare_whole(text, rows) + compare_links(links, rows) + compare_codes(rows)
    errors += [f"the report has no table “{row['table']}”" for row in rows if row["table"] not in TABLES]
    errors += [f"new contradiction: {c}" for c in contradictions if c not in KNOWN_CONTRADICTIONS]
    errors += [f"contradiction no longer found: {c}" for c in sorted(KNOWN_CONTRADICTIONS - set(contradictions))]
    summary += [f"{column}: {len(read(text))} printed" for column, read in FACTS.items()]
    summary.append(f"mailto links: {len(links)}")
    return errors, contradictions, summary


def main(arguments):
    if len(arguments) not in (1, 2):
        print("usage: annex_against_report.py REPORT [CSV]", file=sys.stderr)
        return 2
    table = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).with_name("annex.csv")
    try:
        report = Path(arguments[0]).read_text(encoding="utf-8")
        errors, contradictions, summary = check(report, read_csv(table))
    except (OSError, ValueError) as error:
        print(f"could not run: {error}", file=sys.stderr)
        return 2
    print(*summary, sep="\n")
    print(f"\nthe print contradicts itself in {len(contradictions)} places:")
    print(*(f"  {c}" for c in contradictions), sep="\n")
    print(f"\n{len(errors)} differences" if errors else "\nthe CSV and the report agree")
    print(*(f"  {e}" for e in errors), sep="\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
