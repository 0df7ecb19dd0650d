"""The rows of the table: what is measured, against what, and the goal."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import letters
from places import Desk, fill, write_mails
from stopwatch import Broken, alternate

HERE = Path(__file__).resolve().parent
SMALL, LARGE = 4096, 540_000


@dataclass
class Bench:
    """What every row works with."""

    work: Path  # a folder that is removed at the end
    program: Path
    stopwatch: object
    server: object
    rounds: int
    note: object
    scale: float
    parts: dict  # programs that the script built: roundup's environment, decode-folder, gmime-decode

    def __post_init__(self):
        self.desk = Desk(self.program, self.work / "desk")
        self._letters = {}

    def count(self, full):
        return max(2, int(full * self.scale))

    def mails(self, count, size):
        """Submissions as files, written once."""
        if (count, size) not in self._letters:
            self.note(f"writing {count} mails of {size} octets")
            folder = self.work / f"mails-{count}-{size}"
            self._letters[count, size] = write_mails(folder, self.server, count, size)
        return self._letters[count, size]

    def fresh(self, name):
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        return folder

    def peer_file(self, name, **values):
        """A peer's configuration with its places filled in."""
        text = (HERE / "peers" / name).read_text().format(
            port=self.server.port, user=letters.DESK, certificate=self.server.certificate,
            password_file=self.server.password_file, password=self.server.password_file.read_text().strip(), **values)
        path = self.work / name
        path.write_text(text)
        path.chmod(0o600)
        return path

    def desk_fetch(self, mails):
        """`sertipos fetch` of these mails over IMAPS into a new desk."""
        self.server.lay_out(mails)
        self.desk.open_on_server(self.server)
        lap = self.stopwatch.lap(self.desk.command("fetch"))
        expect("sertipos fetch", self.desk.spooled(), len(mails))
        return lap

    def mbsync(self, mails):
        """mbsync of these mails over IMAPS into a new Maildir."""
        self.server.lay_out(mails)
        maildir = self.fresh("mbsync")
        maildir.mkdir()
        lap = self.stopwatch.lap(["mbsync", "-q", "-c", self.peer_file("mbsyncrc", maildir=maildir), "desk"])
        expect("mbsync", sum(1 for _ in maildir.glob("INBOX/*/*:2,*")) or sum(1 for _ in maildir.glob("INBOX/new/*")),
               len(mails))
        return lap

    def desk_run(self, mails):
        """`sertipos run` on a new desk that is already laid out; every mail must open a request."""
        lap = self.stopwatch.lap(self.desk.command("run"))
        found = self.stopwatch.folder / "requests.json"
        with open(found, "wb") as output:
            subprocess.run(self.desk.command("request", "list", "--json"), stdout=output, check=True)
        expect("sertipos run", found.read_text().count('"number"'), len(mails))
        if not self.desk.outbound():
            raise Broken("sertipos run: no notice left the desk")
        return lap


def expect(who, found, wanted):
    if found != wanted:
        raise Broken(f"{who}: {found} instead of {wanted}")


@dataclass
class Figure:
    """One line of the table. `value` is what the goal is about; `holds` compares it with the goal."""

    row: str
    quantity: str
    ours: dict
    peer: dict | None
    peer_name: str
    unit: str
    value: float
    value_unit: str
    goal: str
    met: bool | None
    remark: str = ""


ROWS = {}


def row(name, explanation, needs=()):
    def register(measure):
        measure.explanation, measure.needs = explanation, set(needs)
        ROWS[name] = measure
        return measure
    return register


def compare(name, quantity, ours, peer, peer_name, limit, unit="s", remark=""):
    """The ratio of medians, ours to the peer's; `limit` is the most it may be."""
    value = ours.median(quantity) / peer.median(quantity)
    return Figure(
        name, quantity, ours.figures(quantity), peer.figures(quantity), peer_name, unit, value, "×",
        f"≤ {limit:g} ×" if limit else "", value <= limit if limit else None, remark)


def bound(name, quantity, ours, limit, unit, factor=1, remark="", peer=None, peer_name=""):
    """Our own median against a fixed limit."""
    scale = lambda figures: {key: value * factor for key, value in figures.items()}
    value = ours.median(quantity) * factor
    return Figure(
        name, quantity, scale(ours.figures(quantity)), scale(peer.figures(quantity)) if peer else None, peer_name,
        unit, value, unit, f"≤ {limit:g} {unit}" if limit else "", value <= limit if limit else None, remark)


def fetch(bench, name, count, size):
    mails = bench.mails(bench.count(count), size)
    sides = alternate(
        {"sertipos": lambda: bench.desk_fetch(mails), "mbsync": lambda: bench.mbsync(mails)}, bench.rounds, bench.note)
    ours, peer = sides["sertipos"], sides["mbsync"]
    return [
        compare(name, "wall", ours, peer, "mbsync", 1.0, remark=f"{len(mails)} mails of {size} octets over IMAPS"),
        compare(name, "cpu", ours, peer, "mbsync", None),
        bound(name, "memory", ours, 64, "MiB", peer=peer, peer_name="mbsync"),
    ]


@row("fetch-small", "2,000 mails of 4 KB over IMAPS, made durable, against mbsync", ["server", "mbsync"])
def fetch_small(bench):
    return fetch(bench, "fetch-small", 2000, SMALL)


@row("fetch-large", "500 mails of 540 KB over IMAPS, made durable, against mbsync", ["server", "mbsync"])
def fetch_large(bench):
    return fetch(bench, "fetch-large", 500, LARGE)


@row("idle", "a run on an empty inbox against mbsync and fetchmail -c", ["server", "mbsync", "fetchmail"])
def idle(bench):
    # The second run of a desk is what cron sees all day; both mailbox tools get their second run, too.
    def ours():
        bench.server.lay_out([])
        bench.desk.open_on_server(bench.server)
        subprocess.run(bench.desk.command("run"), check=True)
        return bench.stopwatch.lap(bench.desk.command("run"))

    def mbsync():
        bench.server.lay_out([])
        maildir = bench.fresh("mbsync")
        maildir.mkdir()
        command = ["mbsync", "-q", "-c", bench.peer_file("mbsyncrc", maildir=maildir), "desk"]
        subprocess.run(command, check=True)
        return bench.stopwatch.lap(command)

    def fetchmail():
        bench.server.lay_out([])
        command = ["fetchmail", "--check", "--nosyslog", "--pidfile", bench.work / "fetchmail.pid",
                   "--fetchmailrc", bench.peer_file("fetchmailrc")]
        # 1: there is no mail.
        return bench.stopwatch.lap(command, allowed=(1,), environment={"FETCHMAILHOME": str(bench.work)})

    # Short laps: many of them.
    sides = alternate(
        {"sertipos": ours, "mbsync": mbsync, "fetchmail": fetchmail}, bench.rounds * 4, bench.note)
    desk = sides["sertipos"]
    trips, commands = round_trips(bench, ours)
    laps = {"median": trips, "min": trips, "max": trips}
    return [
        bound("idle", "cpu", desk, 30, "ms", 1000, peer=sides["mbsync"], peer_name="mbsync"),
        bound("idle", "cpu", desk, None, "ms", 1000, peer=sides["fetchmail"], peer_name="fetchmail -c"),
        compare("idle", "wall", desk, sides["mbsync"], "mbsync", None),
        compare("idle", "wall", desk, sides["fetchmail"], "fetchmail -c", None),
        Figure("idle", "round trips", laps, None, "", "", trips, "", "≤ 3", trips <= 3,
               f"after login: {commands}"),
    ]


def round_trips(bench, visit):
    """How often the client waited for the server after its login, from what Dovecot's imap process saw."""
    with bench.server.recorded(bench.work / "raw") as conversations:
        visit()
    # The last conversation is the measured one.
    lines = conversations()[-1]
    trips, waiting = 0, False
    for direction, _ in lines:
        if direction == "in" and not waiting:
            trips, waiting = trips + 1, True
        elif direction == "out":
            waiting = False
    words = [text.split(" ", 1)[-1] for direction, text in lines if direction == "in" and text]
    return trips, ", ".join(words)


@row("run-small", "whole run, 1,000 submissions of 4 KB, against roundup-mailgw on SQLite", ["roundup"])
def run_small(bench):
    mails = bench.mails(bench.count(1000), SMALL)
    python = bench.parts["roundup"] / "bin/python"
    pristine, box = bench.work / "tracker-pristine", bench.work / "mails.mbox"
    addresses = [letters.verifier(number)[0] for number in range(letters.VERIFIERS)]
    subprocess.run([python, HERE / "tracker.py", "make", pristine, *addresses], check=True)
    with open(bench.work / "mails.pristine", "wb") as output:
        for mail in mails:
            output.write(b"From desk Sun Nov 22 10:00:00 2026\n" + mail.read_bytes() + b"\n")

    def ours():
        bench.desk.open_on_maildir(mails)
        return bench.desk_run(mails)

    def roundup():
        folder = bench.fresh("tracker")
        shutil.copytree(pristine, folder)
        shutil.copyfile(bench.work / "mails.pristine", box)
        # Whatever it wants to send is written to a file, which costs less than any server.
        lap = bench.stopwatch.lap(
            [bench.parts["roundup"] / "bin/roundup-mailgw", folder, "mailbox", box],
            environment={"SENDMAILDEBUG": str(bench.work / "roundup.sent")})
        counted = subprocess.run([python, HERE / "tracker.py", "count", folder], check=True, capture_output=True)
        expect("roundup-mailgw", counted.stdout.split(), [str(len(mails)).encode()] * 2)
        return lap

    sides = alternate({"sertipos": ours, "roundup": roundup}, bench.rounds, bench.note)
    rates = {name: rate(series, len(mails)) for name, series in sides.items()}
    value = rates["sertipos"]["median"] / rates["roundup"]["median"]
    return [
        Figure("run-small", "rate", rates["sertipos"], rates["roundup"], "roundup-mailgw", "mails/s", value, "×",
               "≥ 25 ×", value >= 25, f"{len(mails)} mails; from a Maildir (roundup: an mbox) to a Maildir"),
        bound("run-small", "memory", sides["sertipos"], 64, "MiB", peer=sides["roundup"], peer_name="roundup-mailgw"),
    ]


def rate(series, count):
    figures = series.figures("wall")
    return {"median": count / figures["median"], "min": count / figures["max"], "max": count / figures["min"]}


def memory(bench, name, count, size):
    mails = bench.mails(bench.count(count), size)

    def ours():
        bench.server.lay_out(mails)
        bench.desk.open_on_server(bench.server)
        return bench.desk_run(mails)

    desk = alternate({"sertipos": ours}, bench.rounds, bench.note)["sertipos"]
    rates = rate(desk, len(mails))
    return [
        bound(name, "memory", desk, 64, "MiB", remark=f"{len(mails)} mails of {size} octets, IMAPS to Maildir"),
        Figure(name, "rate", rates, None, "", "mails/s", rates["median"], "mails/s", "", None),
    ]


@row("memory-small", "peak memory of a whole run, 2,000 submissions of 4 KB over IMAPS", ["server"])
def memory_small(bench):
    return memory(bench, "memory-small", 2000, SMALL)


@row("memory-large", "peak memory of a whole run, 500 submissions of 540 KB over IMAPS", ["server"])
def memory_large(bench):
    return memory(bench, "memory-large", 500, LARGE)


def decode(bench, name, folder, strict):
    """Reads and decodes every file of `folder` on both sides. `strict`: both must find the same octets."""
    found = {}

    def side(who):
        def measure():
            lap = bench.stopwatch.lap([bench.parts[who], folder])
            found[who] = bench.stopwatch.output().split()
            return lap
        return measure

    sides = alternate(
        {"MIME": side("decode-folder"), "GMime": side("gmime-decode")}, bench.rounds * 2, bench.note)
    expect("decode-folder", found["decode-folder"][0], found["gmime-decode"][0])
    if strict:
        expect("decode-folder", found["decode-folder"], found["gmime-decode"])
    ours, theirs = found["decode-folder"], found["gmime-decode"]
    return compare(
        name, "wall", sides["MIME"], sides["GMime"], "GMime", 1.0,
        remark=f"files, leaves, octets: {' '.join(ours)}; GMime: {' '.join(theirs)}")


@row("mime", "reading and decoding generated mails against GMime, and the memory it takes", ["mime"])
def mime(bench):
    folder = bench.fresh("corpus")
    folder.mkdir()
    for name, mail in letters.corpus().items():
        # Both programs get what IMAP would give them.
        (folder / name).write_bytes(mail.replace(b"\n", b"\r\n"))
    wide = bench.fresh("one-large")
    wide.mkdir()
    mail = letters.submission(1, 10_000_000)
    (wide / "large").write_bytes(mail)
    tiny = bench.fresh("one-small")
    tiny.mkdir()
    (tiny / "small").write_bytes(letters.submission(1, SMALL))
    figures = [decode(bench, "mime", folder, strict=True)]
    for who, program in (("MIME", "decode-folder"), ("GMime", "gmime-decode")):
        whole = [bench.stopwatch.lap([bench.parts[program], wide]).memory for _ in range(3)]
        base = [bench.stopwatch.lap([bench.parts[program], tiny]).memory for _ in range(3)]
        value = (sorted(whole)[1] - sorted(base)[1]) * 2**20 / len(mail)
        spread = {"median": sorted(whole)[1], "min": min(whole), "max": max(whole)}
        ours = who == "MIME"
        figures.append(
            Figure("mime", f"memory of {who}", spread, None, "", "MiB", value, "× message", "≤ 3 ×" if ours else "",
                   value <= 3 if ours else None, "one mail of 10 MB, less the memory for one of 4 KB"))
    return figures


@row("mime-corpora", "the same on the folder $SERTIPOS_CORPORA, if there is one", ["mime"])
def mime_corpora(bench):
    source = bench.parts.get("corpora")
    if not source:
        return []
    folder = bench.fresh("corpora")
    folder.mkdir()
    mails = [path for path in sorted(Path(source).rglob("*")) if path.suffix in (".eml", ".msg", ".mail", ".txt")]
    for number, path in enumerate(mails):
        if path.is_file():
            (folder / f"{number:05d}").symlink_to(path)
    # Broken mails are read differently on purpose, so only the number of files must agree.
    return [decode(bench, "mime-corpora", folder, strict=False)]
