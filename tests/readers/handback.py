#!/usr/bin/python3
"""Corrects the roster's workbook as planners do and imports it.

    handback.py WFM SITE...      each SITE has been planned

Claims: a workbook that only went through LibreOffice changes nothing; of one
that was corrected exactly the corrected days change, the others keep every
break; breaks moved on a day sheet move, and where the
code changed too both cells are named; locks, rows in another order and the team's workbook come back; what
cannot be read names its cell and writes nothing.
"""
import csv
import datetime as dt
import glob
import os
import re
import shutil
import subprocess
import sys
import warnings

import openpyxl

warnings.filterwarnings("ignore", module="openpyxl")
FIRST_ROW, FIRST_COLUMN = 6, 4
bad = []


def claim(true, *what):
    if not true:
        bad.append(" ".join(str(w) for w in what))


def resaved(path, folder):
    """The same workbook as LibreOffice writes it; without it, as it is."""
    if not shutil.which("soffice"):
        return path
    out = os.path.join(folder, "resaved")
    subprocess.run(
        ["soffice", "--headless", "--norestore",
         "-env:UserInstallation=file://" + os.path.join(folder, "profile"),
         "--convert-to", "xlsx", "--outdir", out, path],
        check=True, capture_output=True, timeout=300)
    return os.path.join(out, os.path.basename(path))


class Site:
    def __init__(self, wfm, path):
        self.wfm, self.path = wfm, path
        self.roster = glob.glob(os.path.join(
            path, "weeks", "*", "roster.csv"))[0]
        self.folder = os.path.dirname(self.roster)
        self.first = dt.date.fromisoformat(
            os.path.basename(self.folder)[:10])

    def run(self, *arguments):
        return subprocess.run([self.wfm, *arguments, "--site", self.path],
                              capture_output=True, text=True)

    def take(self, path, *options):
        return self.run("import", "roster", path, *options)

    def rows(self):
        """{(agent, date): its rows}"""
        days = {}
        with open(self.roster, encoding="utf-8") as f:
            for row in list(csv.reader(f))[1:]:
                days.setdefault(tuple(row[:2]), []).append(row)
        return days

    def bytes(self, name="roster.csv"):
        with open(os.path.join(self.folder, name), "rb") as f:
            return f.read()

    def date(self, column):
        return str(self.first + dt.timedelta(column - FIRST_COLUMN))


def people_of(site, sheet):
    """{row: agent id}, by the order of agents.csv's names."""
    with open(os.path.join(site.path, "agents.csv"), encoding="utf-8") as f:
        ids = {r["name"]: r["id"] for r in csv.DictReader(f)}
    rows = {}
    for row in range(FIRST_ROW, sheet.max_row + 1):
        name = sheet.cell(row, 1).value
        if not name:
            break
        rows[row] = ids[name]
    return rows


def nothing_changes_by_itself(site, tmp):
    before = site.bytes()
    done = site.take(resaved(os.path.join(site.folder, "roster.xlsx"), tmp))
    claim(done.returncode == 0 and "the same" in done.stdout, "resaved:",
          done.stdout[:400], done.stderr[:400])
    claim(site.bytes() == before, "resaved: roster.csv is another")
    site.run("export", "xlsx", "--for", "team", "--output", tmp)
    done = site.take(resaved(os.path.join(tmp, "roster.xlsx"), tmp))
    claim(done.returncode == 0 and "the same" in done.stdout, "team:",
          done.stdout[:400], done.stderr[:400])


def codes_of(book):
    """Shift codes that make a duty, from the sheet Shifts."""
    return [r[0] for r in book["Shifts"].iter_rows(min_row=5, values_only=True)
            if r[5] == 1]


def correct(sheet, codes, days):
    """Changes a cell of each kind; {(row, column): new code}."""
    changes, locks = {}, []
    wanted = ["off to duty", "duty to off", "another duty", "lock", "lower"]
    for row in range(FIRST_ROW, sheet.max_row + 1):
        if not sheet.cell(row, 1).value or not wanted:
            break
        for column in range(FIRST_COLUMN, FIRST_COLUMN + days):
            cell = sheet.cell(row, column)
            what = wanted[0] if wanted else ""
            duty = cell.value in codes
            other = [c for c in codes if c != cell.value]
            if what == "off to duty" and cell.value == "off":
                cell.value = other[-1]
            elif what == "duty to off" and duty:
                cell.value = "off"
            elif what == "another duty" and duty:
                cell.value = other[len(other) // 2] + "!"
            elif what == "lock" and duty:
                cell.value += "!"
                locks.append((row, column))
                wanted.pop(0)
                break
            elif what == "lower" and duty:
                cell.value = " %s " % other[0].lower()
            else:
                continue
            changes[row, column] = cell.value.strip()
            wanted.pop(0)
            break
    claim(not wanted, "no cell for", wanted)
    return changes, locks


def corrections_come_back(site, tmp):
    path = os.path.join(site.folder, "roster.xlsx")
    book = openpyxl.load_workbook(path)
    sheet, codes = book["Roster"], codes_of(book)
    days = int(re.search(r"\+(\d+)$", site.folder).group(1))
    agents = people_of(site, sheet)
    changes, locks = correct(sheet, codes, days)
    swap_rows(sheet, FIRST_ROW + len(agents) - 2, FIRST_ROW + len(agents) - 1)
    corrected = os.path.join(tmp, "corrected.xlsx")
    book.save(corrected)
    before, manifest = site.rows(), site.bytes("manifest.json")
    done = site.take(resaved(corrected, tmp))
    claim(done.returncode in (0, 1), "import:", done.stderr[:600])
    claim("%d days of" % (len(changes) + len(locks)) in done.stdout,
          done.stdout[:600])
    after = site.rows()
    claim(site.bytes("manifest.json") == manifest, "the manifest is another")
    status = site.run("status").stdout
    claim("edited" in status, status)
    compare(site, agents, before, after, changes, locks)
    # Once more changes nothing.
    again = site.bytes()
    done = site.take(os.path.join(tmp, "resaved", "corrected.xlsx")
                     if shutil.which("soffice") else corrected)
    claim("the same" in done.stdout and site.bytes() == again, "twice:",
          done.stdout[:400])


def swap_rows(sheet, one, two):
    for column in range(1, sheet.max_column + 1):
        a, b = sheet.cell(one, column), sheet.cell(two, column)
        a.value, b.value = b.value, a.value


def compare(site, agents, before, after, changes, locks):
    for key in sorted(set(before) | set(after)):
        where = [(r, c) for r, c in changes
                 if (agents[r], site.date(c)) == key]
        locked = [(r, c) for r, c in locks if (agents[r], site.date(c)) == key]
        if locked:
            claim(after[key] == [r[:7] + ["yes"] for r in before[key]],
                  "locked", after[key])
        elif not where:
            claim(after.get(key) == before.get(key), "untouched", key)
        else:
            check_day(after[key], changes[where[0]])


def check_day(rows, code):
    """The rows of a day say what its new code says."""
    plain = code.rstrip("!")
    claim(rows[0][2].lower() == plain.lower(), rows[0], "is not", code)
    claim(all(r[7] == ("yes" if code.endswith("!") else "") for r in rows),
          "locks of", rows)
    m = re.match(r"\D+(\d\d)(\d\d)", plain)
    if m:
        claim("T%s:%s" % m.groups() in rows[0][3], rows[0], "starts not at",
              code)
    if plain != "off":
        claim(len(rows) > 1, "a duty without breaks", rows)
        claim(all(a[4] == b[3] for a, b in zip(rows, rows[1:])), rows)


def site_intervals(book):
    """{(day, start): (scheduled, over/under, missing, too many)} of all."""
    return {r[1:3]: r[6:10] for r in
            book["Intervals"].iter_rows(min_row=5, values_only=True)
            if r[0] == "All queues"}


def figures_follow(site, tmp):
    """What the workbook works out after a correction is what wfm works out
    when it has imported it: hours, heads, people through each day exactly;
    what is short in single queues, among which people are divided anew, to
    a twentieth of an hour an interval."""
    if not shutil.which("soffice"):
        return
    draft = site.bytes()
    book = openpyxl.load_workbook(os.path.join(site.folder, "roster.xlsx"))
    sheet = book["Roster"]
    days = int(re.search(r"\+(\d+)$", site.folder).group(1))
    correct(sheet, codes_of(book), days)
    path = os.path.join(tmp, "followed.xlsx")
    book.save(path)
    mine = resaved(path, tmp)
    done = site.take(mine)
    claim(done.returncode in (0, 1), "followed:", done.stderr[:600])
    site.run("export", "xlsx", "--output", tmp)
    live = openpyxl.load_workbook(mine, data_only=True)
    own = openpyxl.load_workbook(os.path.join(tmp, "roster.xlsx"),
                                 data_only=True)
    rows = list(zip(live["Roster"].iter_rows(min_row=FIRST_ROW),
                    own["Roster"].iter_rows(min_row=FIRST_ROW)))
    for a, b in rows:
        first = (b[0].value or "").startswith(("Hours short", "Hours over"))
        for x, y in zip(a[FIRST_COLUMN - 1:], b[FIRST_COLUMN - 1:]):
            if isinstance(y.value, (int, float)) and not first:
                claim(abs(x.value - y.value) < 1e-6, "Roster", y.coordinate,
                      "is", x.value, "not", y.value)
    a, b = site_intervals(live), site_intervals(own)
    claim(set(a) <= set(b) and len(a) > 100, "intervals", len(a), len(b))
    off = 0
    for at in a:
        claim(abs(a[at][0] - b[at][0]) < 1e-6, "scheduled", at, a[at], b[at])
        off += abs(a[at][2] - b[at][2]) + abs(a[at][3] - b[at][3])
    claim(off / len(b) < 0.05, "short and over differ by", off / len(b))
    with open(site.roster, "wb") as f:
        f.write(draft)


def lunch_on(shown, site):
    """A day sheet, a row of it, and the columns of an unpaid break in it."""
    for k in range(1, 7):
        day = site.first + dt.timedelta(k)
        name = "%s %d %s" % (day.strftime("%a"), day.day, day.strftime("%b"))
        for row in range(5, shown[name].max_row):
            marks = [c.value or "" for c in shown[name][row][4:]]
            if "l" not in marks or not shown[name].cell(row, 1).value:
                continue
            begin = marks.index("l")
            end = begin
            while marks[end] == "l":
                end += 1
            n = end - begin
            if begin > 0 and marks[begin - 1] == "w" and \
                    marks[end:end + n + 1] == ["w"] * (n + 1):
                return name, k, row, 5 + begin, n
    return None


def breaks_move_on_a_day_sheet(site, tmp):
    path = os.path.join(site.folder, "roster.xlsx")
    shown = openpyxl.load_workbook(path, data_only=True)
    found = lunch_on(shown, site)
    claim(found, "no lunch to move")
    if not found:
        return
    name, k, row, column, n = found
    who = shown[name].cell(row, 1).value
    moved = os.path.join(tmp, "moved.xlsx")
    draft, before = site.bytes(), site.rows()

    book = openpyxl.load_workbook(path)
    cells = [book[name].cell(row, c) for c in range(column, column + 2 * n)]
    for c in cells:
        c.value = "l" if c.column >= column + n else "w"

    def edited(change):
        """Saves the book with one more change, which is then undone."""
        sheet = book["Roster"]
        others = cells + [sheet.cell(r, c) for r in range(6, sheet.max_row)
                          for c in range(4, 11)]
        were = [c.value for c in others]
        change(book)
        book.save(moved)
        for c, value in zip(others, were):
            c.value = value

    edited(lambda book: None)
    done = site.take(resaved(moved, tmp))
    claim(done.returncode in (0, 1) and "1 days of 1 people" in done.stdout,
          "moved lunch:", done.stdout[:300], done.stderr[:300])
    agents = people_of(site, book["Roster"])
    after = site.rows()
    changed = [key for key in after if after[key] != before[key]]
    claim(len(changed) == 1, "changed days:", changed)
    if not changed:
        return
    with open(site.roster, "wb") as f:
        f.write(draft)
    line = [r for r in agents if book["Roster"].cell(r, 1).value == who][0]
    cell = "Roster!%s%d" % (openpyxl.utils.get_column_letter(
        FIRST_COLUMN + (dt.date.fromisoformat(changed[0][1]) -
                        site.first).days), line)

    def code_too(book):
        book["Roster"][cell.split("!")[1]].value = "off"

    def one_more(book):
        book[name].cell(row, column).value = "l"

    def nonsense(book):
        book[name].cell(row, column).value = "lunch"

    first = "%s!%s%d" % (name, openpyxl.utils.get_column_letter(column), row)
    for change, says in ((code_too, [name + "!"]), (one_more, [name + "!"]),
                         (nonsense, [first, "w, b and l"])):
        edited(change)
        done = site.take(moved)
        claim(done.returncode == 65 and all(w in done.stderr for w in says),
              change.__name__, done.returncode, done.stderr[:300])
    # Another code, and a break moved in the new day: both cells are named.
    codes = [c for c in codes_of(shown)
             if c != shown["Roster"][cell.split("!")[1]].value]
    same = [c for c in codes if c[:1] == shown["Roster"][
        cell.split("!")[1]].value[:1]] or codes

    def other_code(book):
        book["Roster"][cell.split("!")[1]].value = same[0]

    edited(other_code)
    done = site.take(moved)
    claim(done.returncode == 65 and cell in done.stderr and
          name + "!" in done.stderr, "both cells:", done.stderr[:300])
    claim(site.bytes() == draft, "bad input was written")


def what_cannot_be_read_names_its_cell(site, tmp):
    before = site.bytes()
    path = os.path.join(tmp, "bad.xlsx")
    book = openpyxl.load_workbook(os.path.join(site.folder, "roster.xlsx"))
    cell = book["Roster"].cell(FIRST_ROW + 1, FIRST_COLUMN + 1)
    was = cell.value
    for value, says in (("X9999", "is no shift code"), (None, "empty"),
                        ("=1/0", "is no shift code")):
        cell.value = value
        book.save(path)
        done = site.take(resaved(path, tmp) if value == "=1/0" else path)
        claim(done.returncode == 65, value, "exit", done.returncode)
        claim("Roster!E7" in done.stderr and says in done.stderr, value,
              done.stderr[:400])
    cell.value = was
    book["Roster"].cell(FIRST_ROW, 1).value = "Nobody At All"
    book.save(path)
    done = site.take(path)
    claim(done.returncode == 65 and "nobody of the site" in done.stderr,
          done.stderr[:400])
    claim(site.bytes() == before, "bad input was written")


def people_rows(sheet):
    rows = []
    while sheet.cell(FIRST_ROW + len(rows), 1).value:
        rows.append(FIRST_ROW + len(rows))
    return rows


def a_row_is_deleted(sheet):
    sheet.delete_rows(FIRST_ROW + 2)


def a_day_is_deleted(sheet):
    sheet.delete_cols(FIRST_COLUMN + 1)


def somebody_is_added(sheet):
    sheet.insert_rows(FIRST_ROW + 2)
    sheet.cell(FIRST_ROW + 2, 1).value = "New Person"
    sheet.cell(FIRST_ROW + 2, FIRST_COLUMN).value = "off"


def somebody_is_there_twice(sheet):
    sheet.insert_rows(FIRST_ROW + 2)
    for c in range(1, sheet.max_column + 1):
        sheet.cell(FIRST_ROW + 2, c).value = sheet.cell(FIRST_ROW, c).value


def all_is_moved(sheet):
    """Sorted by name, Tuesday before Monday, notes between."""
    rows = people_rows(sheet)
    were = sorted(([c.value for c in sheet[r]] for r in rows),
                  key=lambda row: row[0])
    for r, row in zip(rows, were):
        for c, value in enumerate(row):
            sheet.cell(r, c + 1).value = value
    for r in range(1, rows[-1] + 1):
        a, b = sheet.cell(r, FIRST_COLUMN), sheet.cell(r, FIRST_COLUMN + 1)
        a.value, b.value = b.value, a.value
    sheet.insert_cols(3)
    sheet.cell(FIRST_ROW - 1, 3).value = "Notes"
    sheet.cell(FIRST_ROW, 3).value = "call back"


def the_sheet_may_be_changed(site, tmp):
    people = len(people_of(site, openpyxl.load_workbook(
        os.path.join(site.folder, "roster.xlsx"))["Roster"]))
    before = site.bytes()
    for change, status, says in (
            (a_row_is_deleted, 0, "7 days are not in it and stay"),
            (a_day_is_deleted, 0, "%d days are not in it and stay" % people),
            (somebody_is_added, 65,
             'Roster!A8: "New Person" is nobody of the site'),
            (somebody_is_there_twice, 65, "is in row 6 already"),
            (all_is_moved, 0, "The rosters are the same")):
        book = openpyxl.load_workbook(os.path.join(site.folder, "roster.xlsx"))
        change(book["Roster"])
        path = os.path.join(tmp, change.__name__ + ".xlsx")
        book.save(path)
        for file in (path, resaved(path, tmp)):
            done = site.take(file)
            claim(done.returncode == status and says in
                  done.stdout + done.stderr, change.__name__, file,
                  done.returncode, done.stdout[:300], done.stderr[:300])
            claim(site.bytes() == before, change.__name__, "changed the roster")


def main():
    sites = [Site(sys.argv[1], path) for path in sys.argv[2:]]
    if not shutil.which("soffice"):
        print("no LibreOffice here: workbooks are as openpyxl saves them")
    for site in sites:
        tmp = os.path.join(site.path, "tmp")
        os.mkdir(tmp)
        nothing_changes_by_itself(site, tmp)
        what_cannot_be_read_names_its_cell(site, tmp)
        figures_follow(site, tmp)
        breaks_move_on_a_day_sheet(site, tmp)
        if len(sites) == 1 or site is not sites[0]:  # not the large one
            the_sheet_may_be_changed(site, tmp)
        corrections_come_back(site, tmp)
    for b in bad[:30]:
        print(b)
    print("%d claims broken" % len(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
