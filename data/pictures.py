#!/usr/bin/python3
"""What a terminal shows, as a picture: pictures.py TEXT SVG

TEXT is output with colours (ECMA-48 SGR, 256 colours); SVG becomes a picture
in which each character has its cell.
"""
import re
import sys
import unicodedata
from xml.sax.saxutils import escape

WIDE, HIGH, EDGE = 8.4, 18, 14
INK, GROUND = "#e7ecf1", "#11161b"


def colour(n):
    """One of xterm's 256."""
    if n >= 232:
        return "#%02x%02x%02x" % ((8 + 10 * (n - 232),) * 3)
    if n >= 16:
        levels = (0, 95, 135, 175, 215, 255)
        n -= 16
        return "#%02x%02x%02x" % (levels[n // 36], levels[n // 6 % 6],
                                  levels[n % 6])
    return ("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd",
            "#00cdcd", "#e5e5e5", "#7f7f7f", "#ff0000", "#00ff00", "#ffff00",
            "#5c5cff", "#ff00ff", "#00ffff", "#ffffff")[n]


def styled(look, codes):
    codes = [int(c or 0) for c in codes.split(";")]
    while codes:
        c = codes.pop(0)
        if c == 0:
            look = {}
        elif c == 1:
            look = dict(look, bold=True)
        elif c in (38, 48) and codes[:1] == [5]:
            look = dict(look, **{"ink" if c == 38 else "fill":
                                 colour(codes[1])})
            codes = codes[2:]
        elif 30 <= c <= 37:
            look = dict(look, ink=colour(c - 30))
        elif 90 <= c <= 97:
            look = dict(look, ink=colour(c - 82))
    return look


def cells_of(line):
    """[(column, character, look)]"""
    column, look, cells = 0, {}, []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        sgr = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if sgr:
            look = styled(look, sgr[1])
            continue
        for c in part:
            cells.append((column, c, look))
            column += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return cells


def runs_of(cells):
    """Neighbours of one look together."""
    runs = []
    for column, c, look in cells:
        if runs and runs[-1][2] == look:
            runs[-1][1].append(c)
        else:
            runs.append((column, [c], look))
    return runs


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        lines = [cells_of(line.rstrip("\r\n")) for line in f]
    columns = max([80] + [cells[-1][0] + 1 for cells in lines if cells])
    width = 2 * EDGE + columns * WIDE
    height = 2 * EDGE + len(lines) * HIGH
    out = ['<svg xmlns="http://www.w3.org/2000/svg" role="img" '
           'viewBox="0 0 %g %g" width="%g" height="%g" '
           'font-family="DejaVu Sans Mono,monospace" font-size="14">' % (width, height, width, height),
           "<title>What wfm plan prints</title>",
           '<rect width="100%%" height="100%%" rx="6" fill="%s"/>' % GROUND]
    for row, cells in enumerate(lines):
        y = EDGE + row * HIGH
        for column, text, look in runs_of(cells):
            x = EDGE + column * WIDE
            text = "".join(text).replace(" ", "\u00a0")
            if "fill" in look:
                out.append('<rect x="%g" y="%g" width="%g" height="%g" '
                           'fill="%s"/>' % (x, y, len(text) * WIDE, HIGH,
                                            look["fill"]))
            if text.strip():
                out.append('<text x="%g" y="%g" textLength="%g" fill="%s"%s>'
                           "%s</text>" %
                           (x, y + 13.5, len(text) * WIDE,
                            look.get("ink", INK),
                            ' font-weight="bold"' if "bold" in look else "",
                            escape(text)))
    out.append("</svg>\n")
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        f.write("\n".join(out))


if __name__ == "__main__":
    main()
