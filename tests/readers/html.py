#!/usr/bin/python3
"""Reads the pages as a browser's parser does and compares them with the plan.

    html.py DIR          DIR holds the files of write_fixture

Claims: valid HTML5; no script, handler, link or fetch; a content security
policy; every reference and label leads somewhere, ids are unique; pictures
have titles; tables have captions and headings; names and codes are there as
text, letter for letter; text stands out from its ground (WCAG AA, 4.5) in
light and dark, in pictures too.
"""
import json
import os
import re
import sys

import html5lib

bad = []
HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def claim(true, *what):
    if not true:
        bad.append(" ".join(str(w) for w in what))


def text_of(e):
    return "".join(e.itertext()).replace("\u00a0", " ")


def nothing_runs(root):
    for e in root.iter():
        tag = e.tag.split("}")[-1] if isinstance(e.tag, str) else ""
        claim(tag not in ("script", "iframe", "object", "embed", "link",
                          "img", "a", "form", "base", "foreignObject", "use"),
              "has a", tag)
        for key, value in e.attrib.items():
            name = key.split("}")[-1].lower()
            claim(not name.startswith("on"), tag, key)
            claim(name not in ("src", "href", "style", "action", "data"),
                  tag, key, value)
            claim("javascript:" not in value.lower(), tag, key, value)
    policy = [m.get("content") for m in root.iter(HTML + "meta")
              if m.get("http-equiv") == "Content-Security-Policy"]
    claim(policy == ["default-src 'none'; style-src 'unsafe-inline'"], policy)


def labels_lead_somewhere(root):
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    claim(len(ids) == len(set(ids)), "an id is there twice")
    for e in root.iter():
        for i in (e.get("aria-labelledby") or "").split():
            claim(i in ids, "label", i, "is missing")
    for svg in root.iter(SVG + "svg"):
        claim(svg.get("role") == "img", "a picture without a role")
        claim(text_of(svg.find(SVG + "title")), "a picture without a title")
        claim(text_of(svg.find(SVG + "desc")), "a picture undescribed")
    for t in root.iter(HTML + "table"):
        claim(t.find(HTML + "caption") is not None, "no caption")
        for th in t.iter(HTML + "th"):
            claim(th.get("scope") in ("col", "row"), "a heading of nothing")
            claim(text_of(th).strip(), "an empty heading")


def rows_of(root, table):
    for t in root.iter(HTML + "table"):
        if t.get("id") == table:
            body = t.find(HTML + "tbody")
            return [[text_of(c) for c in row] for row in body]
    claim(False, "no table", table)
    return []


def the_plan_is_there(root, expected):
    roster = rows_of(root, "roster-table")
    people = expected["people"]
    claim(len(roster) == len(people), "people", len(roster))
    for row, person in zip(roster, people):
        claim(row[0] == person["name"], repr(row[0]), person["name"])
        claim(row[1:] == person["codes"], person["name"], row[1:])
    fair = rows_of(root, "people-table")
    claim([r[0] for r in fair] == [p["name"] for p in people], "fairness")
    short = rows_of(root, "short-table")
    claim(len(short) == min(15, expected["stretches"]), "short", len(short))
    coming = rows_of(root, "coming-table")
    total = sum(float(r[1].replace(",", "")) for r in coming)
    claim(len(coming) == expected["days"], "days", len(coming))
    claim(abs(total - expected["contacts"]) <= len(coming) / 2 + 1e-9,
          "contacts", total)


def luminance(colour):
    colour = colour.lstrip("#")
    if len(colour) == 3:
        colour = "".join(2 * c for c in colour)
    part = [int(colour[k:k + 2], 16) / 255 for k in (0, 2, 4)]
    part = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4
            for p in part]
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)))
    return (b + 0.05) / (a + 0.05)


def text_stands_out(style):
    blocks = re.findall(r":root\{([^}]*)\}", style)
    claim(len(blocks) == 2, "light and dark are", len(blocks))
    light = dict(re.findall(r"--(\w+):(#\w+)", blocks[0]))
    for name, colours in (("light", light),
                          ("dark", dict(light, **dict(re.findall(
                              r"--(\w+):(#\w+)", blocks[1]))))):
        pairs = [("ink", "bg"), ("muted", "bg"), ("ink", "card"),
                 ("muted", "card"), ("ink", "head")]
        pairs += [(c + "i", c) for c in ("s1", "s2", "s3", "f", "o1", "o2")]
        for ink, ground in pairs:
            x = contrast(colours[ink], colours[ground])
            claim(x >= 4.5, name, ink, "on", ground, "is %.2f" % x)
        for line in ("have", "need"):
            x = contrast(colours[line], colours["bg"])
            claim(x >= 3, name, line, "is %.2f" % x)


def main():
    folder = sys.argv[1]
    for audience in ("team", "manager", "hr"):
        with open(os.path.join(folder, audience + ".json")) as f:
            expected = json.load(f)
        with open(os.path.join(folder, audience + ".html"), "rb") as f:
            data = f.read()
        parser = html5lib.HTMLParser(strict=True)
        try:
            root = parser.parse(data, transport_encoding="utf-8")
        except html5lib.html5parser.ParseError as e:
            claim(False, audience, "is not HTML:", e)
            continue
        nothing_runs(root)
        labels_lead_somewhere(root)
        the_plan_is_there(root, expected)
        text_stands_out(text_of(next(root.iter(HTML + "style"))))
    for b in bad[:30]:
        print(b)
    print("%d claims broken" % len(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
