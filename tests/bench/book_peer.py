"""The reference of bench/book: the same cells written by openpyxl.

usage: book_peer.py WRITE_FIXTURE [PEOPLE DAYS]...

Reads the workbook that wfm wrote and measures only how long openpyxl takes to
write it again, in CPU seconds, a process each, and its peak memory.  Debian:
python3-openpyxl.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time


def save(path):
    import openpyxl
    import warnings

    warnings.filterwarnings("ignore", module="openpyxl")
    book = openpyxl.load_workbook(path)
    begin = time.process_time()
    book.save(path + ".again.xlsx")
    used = time.process_time() - begin
    size = os.stat(path + ".again.xlsx").st_size / 1048576
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("%9.2f %9.1f %9.0f" % (used, size, peak))


if sys.argv[1] == "--save":
    save(sys.argv[2])
    sys.exit()
try:
    import openpyxl  # noqa: F401
except ImportError:
    print("no openpyxl here: no reference for the workbook")
    sys.exit()
print("%6s %5s %9s %9s %9s" % ("people", "days", "xlsx s", "MiB", "MiB peak"))
sizes = sys.argv[2:] or ["60", "7", "60", "28", "300", "7", "300", "28"]
for people, days in zip(sizes[::2], sizes[1::2]):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder, people, days], check=True)
        print("%6s %5s " % (people, days), end="", flush=True)
        subprocess.run([sys.executable, __file__, "--save",
                        os.path.join(folder, "hr.xlsx")], check=True)
