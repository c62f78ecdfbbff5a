#!/usr/bin/python3
"""wfm publish against a real Radicale on this machine, and against servers
that misbehave.

    caldav.py WFM SITE      SITE is the night sample without rules, planned

Claims: every event of the roster is an object of the server, once; a second
run sends nothing; changes are updates by ETag, removals are deletions; what
somebody changed on the server is said and overruled; a run that was cut short
goes on; wrong passwords, redirects, certificates, dead and dying servers are
said plainly, within seconds, and never cost what was done.
"""
import base64
import csv
import datetime as dt
import glob
import http.server
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request

import icalendar

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ics  # noqa: E402  what the roster holds

claim = ics.claim


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Radicale:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.store = os.path.join(folder, "store")
        with open(os.path.join(folder, "users"), "w") as f:
            f.write("planner:se:cret\n")
        with open(os.path.join(folder, "radicale.conf"), "w") as f:
            f.write("""[server]
hosts = 127.0.0.1:%d
[auth]
type = htpasswd
htpasswd_filename = %s/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = %s
[logging]
level = error
""" % (self.port, folder, self.store))
        self.url = "http://127.0.0.1:%d/planner/" % self.port
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["radicale", "--config",
             os.path.join(self.folder, "radicale.conf")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("radicale does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, method, path, body=None):
        request = urllib.request.Request(self.url + path, method=method,
                                         data=body)
        request.add_header("Authorization", "Basic " + base64.b64encode(
            b"planner:se:cret").decode())
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def objects(self):
        """{path: (uid, span)} of all that is stored."""
        found = {}
        for path in glob.glob(os.path.join(
                self.store, "collection-root", "planner", "*", "*.ics")):
            with open(path, "rb") as f:
                data = f.read()
            (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
            claim(b"METHOD:" not in data, path, "has a METHOD")
            (span,) = ics.events_of(data)
            found[os.path.relpath(path, os.path.join(
                self.store, "collection-root", "planner"))] = (
                    str(event["UID"]), int(event["SEQUENCE"]), span)
        return found


class Wfm:
    def __init__(self, wfm, site, password):
        self.wfm, self.site, self.password = wfm, site, password
        self.week = os.path.dirname(glob.glob(
            os.path.join(site, "weeks", "*", "roster.csv"))[0])
        self.clock = 1790000000

    def publish(self, url, status, *more, user=True):
        self.clock += 60
        begin = time.time()
        login = ["--user", "planner", "--password-file", self.password]
        done = subprocess.run(
            [self.wfm, "publish", "--site", self.site, "--from",
             os.path.basename(self.week)[:10], url, *more,
             *(login if user else [])],
            capture_output=True, text=True, timeout=120,
            env=dict(os.environ, SOURCE_DATE_EPOCH=str(self.clock)))
        said = done.stdout + done.stderr
        claim(done.returncode == status, "exit", done.returncode, "not",
              status, said[-400:])
        claim("se:cret" not in said, "the password is printed")
        self.seconds = time.time() - begin
        m = re.search(r"(\d+) created, (\d+) updated, (\d+) removed, (\d+) as",
                      said)
        self.counts = tuple(map(int, m.groups())) if m else None
        return said

    def rows(self):
        with open(os.path.join(self.week, "roster.csv"), newline="") as f:
            return list(csv.reader(f))

    def edit(self, change):
        """change(rows of one duty) -> rows; of the first day shift."""
        days, order = {}, []
        head, *rows = self.rows()
        for r in rows:
            key = tuple(r[:2])
            if key not in days:
                order.append(key)
            days.setdefault(key, []).append(r)
        key = next(k for k in order if days[k][0][2].startswith("D"))
        days[key] = change(days[key])
        with open(os.path.join(self.week, "roster.csv"), "w",
                  newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(head)
            for k in order:
                out.writerows(days[k])


def server_holds_the_roster(w, radicale):
    expected = sorted(map(str, (s for e in ics.planned(w.week).values()
                                for s in e)))
    objects = radicale.objects()
    claim(sorted(str(o[2]) for o in objects.values()) == expected,
          "the server holds", len(objects), "of", len(expected))
    claim(len({o[0] for o in objects.values()}) == len(objects),
          "a UID twice")
    return objects


def later(rows):
    """The same duty half an hour later, or sooner."""
    sign = -1 if rows[0][2] == "D1300" else 1
    new = []
    for r in rows:
        a, b = ((dt.datetime.fromisoformat(t) + sign * dt.timedelta(
            minutes=30)).isoformat(timespec="minutes") for t in r[3:5])
        new.append(r[:3] + [a, b] + r[5:])
    code = "D" + new[0][3][11:16].replace(":", "")
    return [r[:2] + [code] + r[3:] for r in new]


def off(rows):
    return [rows[0][:2] + ["off", "", "", "", "", ""]]


def with_radicale(w, radicale):
    n = sum(map(len, ics.planned(w.week).values()))
    w.publish(radicale.url, 0)
    claim(w.counts == (n, 0, 0, 0), "first", w.counts)
    first = server_holds_the_roster(w, radicale)
    w.publish(radicale.url.rstrip("/"), 0)
    claim(w.counts == (0, 0, 0, n), "again", w.counts)
    claim(radicale.objects() == first, "a run without a change sent")

    w.edit(later)
    w.publish(radicale.url, 0)
    claim(w.counts == (0, 1, 0, n - 1), "moved", w.counts)
    moved = server_holds_the_roster(w, radicale)
    claim({o[0] for o in moved.values()} == {o[0] for o in first.values()},
          "a move is another UID")
    claim([o[1] for o in moved.values()].count(1) == 1, "no SEQUENCE 1")
    w.edit(off)
    w.publish(radicale.url, 0)
    claim(w.counts == (0, 0, 1, n - 1), "removed", w.counts)
    n -= 1
    objects = server_holds_the_roster(w, radicale)

    # Somebody moves a shift in the calendar, deletes another: the roster wins
    # where it has something new to say, and says so.
    key = next(k for k in sorted(objects) if k.startswith(w.rows()[1][0]))
    data = radicale.ask("GET", key)
    radicale.ask("PUT", key, data.replace(b"SUMMARY:", b"SUMMARY:mine "))
    w.edit(later)
    said = w.publish(radicale.url, 0)
    server_holds_the_roster(w, radicale)
    # The ETag ledger lost: everything is there already, nothing is doubled.
    os.remove(os.path.join(w.site, "feeds", "caldav.csv"))
    w.publish(radicale.url, 0)
    claim(w.counts[0] == n, "adopted", w.counts)
    objects = server_holds_the_roster(w, radicale)
    # All changed there, and all change here.
    for key in objects:
        radicale.ask("PUT", key, radicale.ask("GET", key).replace(
            b"SUMMARY:", b"SUMMARY:x "))
    gone = sorted(objects)[0]
    radicale.ask("DELETE", gone)
    with open(os.path.join(w.site, "site.yaml"), "a") as f:
        f.write("calendars: {breaks: events}\n")
    said = w.publish(radicale.url, 0)
    claim("was changed there" in said, "a conflict is not said", said[-300:])
    return n


def wrong_ways_in(w, radicale, tmp):
    said = w.publish(radicale.url, 73, user=False)
    claim("401" in said, "no login:", said)
    bad = os.path.join(tmp, "bad")
    with open(os.open(bad, os.O_CREAT | os.O_WRONLY, 0o600), "w") as f:
        f.write("wrong\n")
    good, w.password = w.password, bad
    said = w.publish(radicale.url, 73)
    claim("refuses this name and password" in said, "password:", said)
    w.password = good
    os.chmod(good, 0o644)
    claim("others can read" in w.publish(radicale.url, 65), "open file")
    os.chmod(good, 0o600)
    w.publish(radicale.url, 0, "--user", "planner", "--password-command",
              "cat '%s'" % good, user=False)
    w.publish(radicale.url, 66, "--user", "planner", "--password-command",
              "false", user=False)
    w.publish(radicale.url, 64, "--user", "planner", user=False)
    w.publish("http://planner:se@127.0.0.1/", 64, user=False)
    w.publish("http://example.org/", 64, user=False)
    w.publish("ftp://127.0.0.1/", 64, user=False)
    said = w.publish("http://127.0.0.1:%d/" % free_port(), 74)
    claim("onnect" in said and w.seconds < 15, "nobody there:", said)
    said = w.publish("https://127.0.0.1:%d/" % radicale.port, 74)
    claim(w.seconds < 15, "no TLS:", said)
    w.publish(radicale.url.replace("/planner/", "/other/"), 73)


class Misbehaves(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        n = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(n)
        self.server.asked += 1
        if self.server.how == "redirect":
            self.send_response(301)
            self.send_header("Location", "http://elsewhere.example/\x1b[2J")
        elif self.server.how == "floods":
            self.send_response(200)
            self.send_header("Content-Length", str(1 << 30))
            self.end_headers()
            try:
                for _ in range(1 << 14):
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass
            return
        elif self.server.how == "dies" and self.server.asked > 5:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        elif self.server.how == "busy":
            self.send_response(503)
        elif self.command == "PROPFIND":
            self.send_response(200 if self.server.how == "a page" else 207)
        else:
            self.send_response(201)
            self.send_header("ETag", '"%d"' % self.server.asked)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PROPFIND = do_PUT = do_GET = do_DELETE = do_MKCALENDAR = answer

    def log_message(self, *_):
        pass


def bad_server(how, certificate=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Misbehaves)
    server.how, server.asked = how, 0
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, "http%s://127.0.0.1:%d/" % (
        "s" if certificate else "", server.server_address[1])


def bad_servers(w, tmp):
    server, url = bad_server("redirect")
    said = w.publish(url, 73)
    claim("elsewhere.example" in said and "\x1b" not in said, said)
    server, url = bad_server("busy")
    claim("503" in w.publish(url, 74), "busy")
    server, url = bad_server("a page")
    claim("no calendar server" in w.publish(url, 73), "a page")
    server, url = bad_server("floods")
    w.publish(url, 74)
    claim(w.seconds < 20, "floods for", w.seconds)
    # Dies after five requests; what was done is not done again.
    server, url = bad_server("dies")
    said = w.publish(url, 74)
    claim("not finished" in said and w.counts[0] >= 3, "dies:", said)
    done, server.how = w.counts[0], "well"
    w.publish(url, 0)
    claim(w.counts[3] == done, "went on:", w.counts, "after", done)
    # A certificate nobody vouches for.
    pem = os.path.join(tmp, "server.pem")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
         pem + ".key", "-out", pem + ".crt", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        capture_output=True)
    if made.returncode:
        print("no openssl here: certificates were not tried")
        return
    with open(pem, "w") as f:
        for part in (".key", ".crt"):
            f.write(open(pem + part).read())
    server, url = bad_server("well", pem)
    said = w.publish(url, 74)
    claim("certificate" in said, "TLS:", said)
    w.publish(url, 0, "--ca-file", pem + ".crt")


def main():
    wfm, site = sys.argv[1:3]
    tmp = os.path.dirname(site)
    password = os.path.join(tmp, "password")
    with open(os.open(password, os.O_CREAT | os.O_WRONLY, 0o600), "w") as f:
        f.write("se:cret\n")
    w, radicale = Wfm(wfm, site, password), Radicale(tmp)
    try:
        n = with_radicale(w, radicale)
        wrong_ways_in(w, radicale, tmp)
    finally:
        radicale.stop()
    bad_servers(w, tmp)
    for b in ics.bad[:30]:
        print(b)
    print("%d events at the server, %d claims broken" % (n, len(ics.bad)))
    return 1 if ics.bad else 0


if __name__ == "__main__":
    sys.exit(main())
