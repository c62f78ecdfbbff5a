"""HR's workbook: people, wishes and leave as a planner gets them.

usage: lists.py WFM SITE, the night sample
"""

import csv
import datetime
import os
import shutil
import subprocess
import sys

import openpyxl

WFM, SITE = sys.argv[1:]
WORK = os.path.dirname(SITE)
broken = 0


def claim(good, text):
    global broken
    if not good:
        broken += 1
        print("not true: " + text)


def day(text):
    return datetime.date.fromisoformat(text)


def rows(name):
    with open(os.path.join(SITE, name), encoding="utf-8") as f:
        return list(csv.DictReader(f))


def workbook(path):
    """All that is in agents.csv and requests.csv, in HR's shape."""
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "Exported by personnel"
    sheet = book.create_sheet("Staff")
    sheet["A1"] = "Employees"
    sheet["C1"] = day("2026-10-01")
    sheet.merge_cells("A1:B1")
    sheet.append([])
    sheet.append(["Start date", "Phone", "Weekly hours", "Name",
                  "Employee ID", "Contract type"])
    for i, row in enumerate(rows("agents.csv")):
        if i % 3 == 1:
            sheet.append([])
        sheet.append([day(row["from"]), "0%d" % i, None, row["name"],
                      row["id"], row["contract"]])
        sheet.cell(sheet.max_row, 1).number_format = "ddd d mmm yyyy"
    sheet = book.create_sheet("Wishes")
    sheet.append(["Employee", "Wish", "Until", "What", "Date", "Remark"])
    for row in rows("requests.csv"):
        sheet.append([row["agent"], row["wish"], day(row["until"]),
                      row["what"], day(row["from"]), "because"])
    sheet = book.create_sheet("Leave")
    sheet.append(["Remark", "Type", "Employee", "Last day", "First day"])
    sheet.append(["knee", "holiday", "rhys.l", day("2026-10-23"),
                  day("2026-10-22")])
    sheet.append(["school", "holiday", "xiu.z",
                  datetime.datetime(2026, 10, 21, 12, 30),
                  datetime.datetime(2026, 10, 21, 8, 0)])
    book.save(path)


def saved_by_libreoffice(path):
    to = os.path.join(WORK, "saved")
    os.makedirs(to, exist_ok=True)
    subprocess.run(["soffice", "-env:UserInstallation=file://" + WORK + "/lo",
                    "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", to, path], check=True, timeout=240,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join(to, os.path.basename(path))


def run(status, kind, path, *more):
    done = subprocess.run([WFM, "import", kind, "--site", SITE, path, *more],
                          text=True, capture_output=True)
    claim(done.returncode == status, "import %s %s: %d: %s" %
          (kind, path, done.returncode, done.stdout + done.stderr))
    return done.stdout + done.stderr


def nothing_changes(path):
    before = {name: rows(name) for name in ("agents.csv", "requests.csv")}
    for kind, name in (("agents", "agents.csv"), ("requests", "requests.csv")):
        said = run(0, kind, path)
        claim("0 added, 0 changed, 0 removed, %d as" % len(before[name])
              in said, "%s of %s: %s" % (kind, path, said))
        claim(rows(name) == before[name], "%s is other" % name)
    claim("2 added" in run(0, "absences", path, "--name", "hr"), "leave")
    claim([list(row.values())[:4] for row in rows("absences/hr.csv")] ==
          [["xiu.z", "2026-10-21T08:00+01:00", "2026-10-21T12:30+01:00",
            "holiday"],
           ["rhys.l", "2026-10-22", "2026-10-23", "holiday"]],
          "leave of %s: %s" % (path, rows("absences/hr.csv")))
    os.remove(os.path.join(SITE, "absences/hr.csv"))


def changes_come_in(path, save):
    book = openpyxl.load_workbook(path)
    sheet = book["Staff"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    at = {row[heads["Employee ID"] - 1].value: row[0].row
          for row in sheet.iter_rows(min_row=4)}
    hours = sheet.cell(at["joan.t"], heads["Weekly hours"])
    hours.value = datetime.timedelta(hours=27, minutes=30)
    hours.number_format = "[h]:mm"
    sheet.cell(at["rhys.l"], heads["Weekly hours"]).value = \
        "=SUM(C%d:C%d)" % (at["joan.t"], at["joan.t"])
    sheet.cell(at["rhys.l"], heads["Weekly hours"]).number_format = "[h]:mm"
    sheet.append([day("2026-11-02"), None, 20.5, "New & <One>", 1001,
                  "part_time"])
    book.save(path)
    if not save:
        # no program has worked out the formula
        said = run(65, "agents", path)
        claim("Staff!C%d: error: a formula without" % at["rhys.l"] in said,
              said)
        return
    path = saved_by_libreoffice(path)
    before = rows("agents.csv")
    said = run(0, "agents", path, "--dry-run")
    claim("1 added, 2 changed, 0 removed, 10 as" in said, said)
    claim(rows("agents.csv") == before, "a dry run wrote")
    run(0, "agents", path)
    after = {row["id"]: row for row in rows("agents.csv")}
    claim(len(after) == len(before) + 1, "people: %d" % len(after))
    for row in before:
        is_hours = after[row["id"]].pop("hours")
        claim(is_hours == ("27.5" if row["id"] in ("joan.t", "rhys.l")
                           else row["hours"]), row["id"] + ": " + is_hours)
        row.pop("hours")
        claim(after[row["id"]] == row, "%s: %s" % (row, after[row["id"]]))
    claim(list(after["1001"].values()) ==
          ["1001", "New & <One>", "", "part_time", "20.5", "2026-11-02", ""],
          str(after["1001"]))
    claim(subprocess.run([WFM, "status", "--site", SITE],
                         stdout=subprocess.DEVNULL).returncode == 0,
          "the site is broken")


book = os.path.join(WORK, "hr.xlsx")
workbook(book)
nothing_changes(book)
if shutil.which("soffice"):
    nothing_changes(saved_by_libreoffice(book))
    changes_come_in(book, True)
else:
    print("no LibreOffice here")
workbook(book)
changes_come_in(book, False)
print("%d claims broken" % broken)
sys.exit(broken > 0)
