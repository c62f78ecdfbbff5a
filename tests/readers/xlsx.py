#!/usr/bin/python3
"""Reads workbooks with openpyxl and LibreOffice and compares them with what
was to be written.

    xlsx.py DIR          DIR holds the files of write_fixture

Claims: every sheet, code, name and number is there; nothing that an audience
may not see; names are text and never formulas; each formula that LibreOffice
recalculates equals the value that the file carries; all XML parts are
well-formed and every relationship leads somewhere; pages are landscape and
one wide.
"""
import json
import math
import os
import re
import shutil
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
import zipfile

import openpyxl

warnings.filterwarnings("ignore", module="openpyxl")
bad = []
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def claim(true, *what):
    if not true:
        bad.append(" ".join(str(w) for w in what))


def parts_are_whole(path):
    with zipfile.ZipFile(path) as z:
        claim(z.testzip() is None, path, "checksum")
        names = set(z.namelist())
        for name in names:
            try:
                root = ET.fromstring(z.read(name))
            except ET.ParseError as e:
                claim(False, path, name, e)
                continue
            if not name.endswith(".rels"):
                continue
            base = os.path.dirname(os.path.dirname(name))
            for r in root.iter(RELATION + "Relationship"):
                if r.get("TargetMode") == "External":
                    claim(False, path, name, "leads outside", r.get("Target"))
                    continue
                target = os.path.normpath(
                    os.path.join(base, r.get("Target")).lstrip("/"))
                claim(target in names, path, name, "leads to", target)
        text = b"".join(z.read(n) for n in names)
        claim(b"<v>nan" not in text and b"<v>inf" not in text, path, "nan")
        return text.decode("utf-8")


def sheets_are_there(book, expected):
    days = expected["days"]
    claim(len(book.sheetnames) == 10 + days, book.sheetnames)
    claim(book.sheetnames[0] == "Roster", book.sheetnames)
    for name in ("Plan", "Sums"):
        claim(book[name].sheet_state == "hidden", name, "shows")
    for s in book.worksheets:
        claim(s.page_setup.orientation == "landscape", s.title, "orientation")
        claim(s.sheet_properties.pageSetUpPr.fitToPage, s.title, "pages")
        claim(s.page_setup.fitToHeight == 0, s.title, "height")


def roster_is_the_plan(book, expected):
    s = book["Roster"]
    days = expected["days"]
    people = expected["people"]
    head = [c.value for c in s[4][3:3 + days]]
    claim(all(hasattr(h, "year") for h in head), "dates are not dates", head)
    for k, person in enumerate(people):
        row = [c for c in s[6 + k]]
        claim(row[0].value == person["name"], row[0].value, person["name"])
        claim(row[0].data_type == "s", "a name is", row[0].data_type)
        codes = [c.value or "" for c in row[3:3 + days]]
        claim(codes == person["codes"], person["name"], codes)
        claim(str(row[3 + days].value).startswith("=SUMPRODUCT("),
              "hours are", row[3 + days].value)
    rules = s.data_validations.dataValidation
    claim(len(rules) == 1 and rules[0].type == "list", "no drop-down")
    claim(rules[0].formula1 == "ShiftCodes", rules[0].formula1)
    claim(s.freeze_panes == "D6", s.freeze_panes)


def names_are_text(book):
    """A formula cell is one of ours: it names only cells and functions."""
    ours = re.compile(
        r"^=(\(?SUMPRODUCT|MAX|MIN|SUM|IF|INT|COUNTIF|SUBSTITUTE|LEFT|TRIM)"
        r"\(|"
        r"^='[^']+'!\$?[A-Z]+\$?\d+([*+]|&\"\"$|$)|"
        r"^=(\$?[A-Z]+\$?\d+|0)"
        r"([-+](\$?[A-Z]+\$?\d+|0|MAX\([A-Z0-9,+]*\)))*$")
    for s in book.worksheets:
        for row in s.iter_rows():
            for c in row:
                if c.data_type == "f":
                    claim(ours.match(c.value), s.title, c.coordinate, c.value)


def counts_agree(book, expected, audience):
    intervals = book["Intervals"]
    rows = [r for r in intervals.iter_rows(min_row=5, values_only=True)
            if r[0] not in (None, "All queues")]
    claim(len(rows) == expected["intervals"], "intervals", len(rows))
    claim(abs(sum(r[3] for r in rows) - expected["contacts"]) < 1e-6,
          "contacts")
    claim(abs(sum(r[5] for r in rows) / 4 - expected["required_h"]) < 1e-6,
          "required")
    issues = [r for r in book["Issues"].iter_rows(min_row=5, values_only=True)
              if r[0] is not None]
    short = [r for r in issues if r[0] == "short"]
    claim(len(short) == expected["stretches"], "stretches", len(short))
    claim(len(issues) - len(short) ==
          (0 if audience == "team" else expected["breaches"] + 2),
          "breaches", len(issues) - len(short))


def audience_sees_its_own(text, book, expected, audience):
    heads = [c.value for c in book["People"][4]]
    claim(("Pay (GBP)" in heads) == (audience == "hr"), audience, heads)
    claim(("Days wished" in heads) == (audience != "team"), audience, heads)
    claim((">sick<" in text) == (audience == "hr"), audience, "sick")
    claim((">holiday<" in text) == (audience != "team"), audience, "holiday")
    claim(("GBP" in text) == (audience != "team"), audience, "money")
    if audience == "hr":
        pay = heads.index("Pay (GBP)")
        for k, p in enumerate(expected["people"]):
            claim(abs(book["People"].cell(5 + k, pay + 1).value - p["pay"])
                  < 1e-9, "pay of", p["name"])


def links_lead_to_cells(book):
    n = 0
    for row in book["Issues"].iter_rows():
        for c in row:
            if not c.hyperlink:
                continue
            n += 1
            sheet, cell = c.hyperlink.location.rsplit("!", 1)
            target = book[sheet.strip("'")][cell]
            claim(target.value is not None, c.coordinate, "leads to nothing",
                  c.hyperlink.location)
    claim(n > 0, "no links")


PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(path, folder):
    """The same workbook after LibreOffice has worked out every formula."""
    profile = os.path.join(folder, "profile")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    settings = os.path.join(profile, "user", "registrymodifications.xcu")
    if not os.path.exists(settings):
        with open(settings, "w") as f:
            f.write(PROFILE)
    out = os.path.join(folder, "again")
    subprocess.run(["soffice", "-env:UserInstallation=file://" + profile,
                    "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", out, path], check=True, timeout=300,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join(out, os.path.basename(path))


def shown(path):
    """The values of a workbook; only sheets that are asked for are read."""
    return openpyxl.load_workbook(path, data_only=True, read_only=True)


def alike(x, y):
    return (abs(x - y) <= 1e-9 * max(1, abs(x))
            if isinstance(x, (int, float)) and isinstance(y, (int, float))
            else x == y)


def formulas_hold_their_value(path, again):
    formulas = openpyxl.load_workbook(path)
    cached = openpyxl.load_workbook(path, data_only=True)
    fresh = openpyxl.load_workbook(again, data_only=True)
    n, filled, kept = 0, 0, 0
    claim(fresh.sheetnames == formulas.sheetnames, fresh.sheetnames)
    for s in formulas.worksheets:
        for row in s.iter_rows():
            for c in row:
                other = fresh[s.title][c.coordinate]
                filled += c.value is not None
                kept += other.value is not None and c.value is not None
                if c.data_type != "f":
                    claim(alike(c.value, other.value), s.title,
                          c.coordinate, c.value, "became", other.value)
                    continue
                n += 1
                x = cached[s.title][c.coordinate].value
                y = fresh[s.title][c.coordinate].value
                claim(alike(x, y), s.title, c.coordinate, c.value, "holds", x,
                      "but is", y)
    print("%d sheets, %d cells, as many in LibreOffice; %d formulas "
          "recalculated" % (len(formulas.sheetnames), filled, n))
    claim(n > 1000, "only", n, "formulas")


def a_wrong_value_would_be_found(path, folder):
    """The check above can fail: a value is falsified, LibreOffice tells."""
    planted = os.path.join(folder, "planted.xlsx")
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(planted, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == part:
                data, n = re.subn(rb"(SUMPRODUCT[^<]*</f>)<v>[^<]*</v>",
                                  rb"\1<v>12345</v>", data, count=1)
                claim(n == 1, "nothing to falsify")
            new.writestr(item, data)
    before, after = shown(planted), shown(recalculated(planted, folder))
    wrong = [c.coordinate for row in before["Roster"].iter_rows() for c in row
             if c.value == 12345]
    claim(len(wrong) == 1 and after["Roster"][wrong[0]].value != 12345,
          "LibreOffice believes a wrong value")


def code_changed(book):
    """The first person's first duty becomes a day off."""
    s = book["Roster"]
    days = sum(1 for n in book.sheetnames if re.match(r"\w\w\w \d", n))
    for column in range(4, 4 + days):
        if s.cell(6, column).value not in ("off", "", None):
            break
    s.cell(6, column).value = "off"
    return 4 + days


def hours_followed(before, after, hours):
    """Its eight hours go, in every sheet that counts them."""
    before, roster = before["Roster"], after["Roster"]
    claim(abs(before.cell(6, hours).value -
              roster.cell(6, hours).value - 8) < 1e-9,
          "hours did not follow", before.cell(6, hours).value,
          roster.cell(6, hours).value)
    claim(roster.cell(6, hours + 1).value ==
          before.cell(6, hours + 1).value - 1, "duties did not")
    claim(after["People"]["E5"].value == roster.cell(6, hours).value,
          "People did not follow")


def erlang_c(n, load):
    """By the recursion of 1 / B, whole n: a second method."""
    inverse = 1.0
    for k in range(1, n + 1):
        inverse = 1 + k / load * inverse
    return 1 / (inverse - (inverse - 1) * load / n) if n > load else 1.0


def level(n, load, aht, within):
    if n <= load:
        return 0.0
    return 1 - erlang_c(n, load) * math.exp(-(n - load) * within / aht)


AHT, WITHIN, SHARE, SECONDS = 240, 20, 0.8, 900
LOADS = (0.1, 0.5, 1, 3, 10, 31.6, 100, 316, 699, 750, 1000, 5000, 1e4, 3e4,
         1e5)


def loads_written(book):
    """Calls and people of What-if are written over."""
    s = book["What-if"]
    s["C7"], s["C8"], s["C9"], s["C10"], s["C11"] = 0, 0, SHARE, WITHIN, 0
    cases = []
    for k, load in enumerate(LOADS):
        people = math.ceil(load + 0.7 * math.sqrt(load))
        row = 16 + k
        s.cell(row, 2).value = load * SECONDS / AHT
        s.cell(row, 3).value = AHT
        s.cell(row, 4).value = people
        cases.append((row, load, people))
    return cases


def what_if_holds(after, cases):
    """Wait, service and people needed are Erlang C's from a tenth to a hundred
    thousand erlangs."""
    s = after["What-if"]
    for row, load, people in cases:
        wait = erlang_c(people, load) * AHT / (people - load)
        for column in (6, 11):
            x = s.cell(row, column).value
            y = level(people, load, AHT, WITHIN)
            claim(abs(x - y) < 1e-9, "service at", load, "is", x, "not", y)
        x = s.cell(row, 12).value
        claim(abs(x - wait) < 1e-8 * wait, "wait at", load, "is", x, "not",
              wait)
        need = int(s.cell(row, 10).value)
        claim(level(need, load, AHT, WITHIN) >= SHARE >
              level(need - 1, load, AHT, WITHIN), "needed at", load, need)


def changes_are_followed(path, folder):
    book = openpyxl.load_workbook(path)
    hours, cases = code_changed(book), loads_written(book)
    changed = os.path.join(folder, "changed.xlsx")
    book.save(changed)
    after = shown(recalculated(changed, folder))
    hours_followed(shown(path), after, hours)
    what_if_holds(after, cases)


def main():
    folder = sys.argv[1]
    for audience in ("team", "manager", "hr"):
        path = os.path.join(folder, audience + ".xlsx")
        with open(os.path.join(folder, audience + ".json")) as f:
            expected = json.load(f)
        text = parts_are_whole(path)
        book = openpyxl.load_workbook(path)
        sheets_are_there(book, expected)
        roster_is_the_plan(book, expected)
        names_are_text(book)
        counts_agree(book, expected, audience)
        audience_sees_its_own(text, book, expected, audience)
        links_lead_to_cells(book)
    if shutil.which("soffice"):
        path = os.path.join(folder, "hr.xlsx")
        formulas_hold_their_value(path, recalculated(path, folder))
        a_wrong_value_would_be_found(path, folder)
        changes_are_followed(path, folder)
    else:
        print("no LibreOffice here: formulas were not recalculated")
    for b in bad[:30]:
        print(b)
    print("%d claims broken" % len(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
