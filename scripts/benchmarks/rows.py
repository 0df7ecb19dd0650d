"""The rows about mail: fetching, idling, whole runs, sending. Those about reading are in `reading.py`."""

import os
import shutil
import subprocess

import letters
from figures import Figure, bound, compare, rate
from rig import HERE, LARGE, SMALL, expect
from stopwatch import Lap, alternate

ROWS = {}


def row(name, explanation, needs=()):
    def register(measure):
        measure.explanation, measure.needs = explanation, set(needs)
        ROWS[name] = measure
        return measure
    return register


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
    # The second run is what cron sees all day.
    def ours():
        bench.server.lay_out([])
        desk = bench.new_desk()
        desk.open_on_server(bench.server)
        subprocess.run(desk.command("run"), check=True)
        return bench.stopwatch.lap(desk.command("run"))

    def mbsync():
        bench.server.lay_out([])
        maildir, command = bench.mbsync_command()
        subprocess.run(command, check=True)
        # mbsync waits a second for a Maildir that was changed within the last one; cron never meets that.
        for folder in maildir.glob("INBOX/*/"):
            os.utime(folder, (0, 0))
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
    """How often the client waited for the server after its login, and its commands, from Dovecot's side."""
    trips, waiting, commands = 0, False, []
    for _, direction, line in bench.server.conversation(visit):
        if direction == "in":
            commands.append(" ".join(line.split()[1:3]))
            # Commands sent together are one round trip.
            trips, waiting = trips + (not waiting), True
        else:
            waiting = False
    return trips, ", ".join(commands)


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
        desk = bench.new_desk()
        desk.open_on_maildir(mails)
        return bench.desk_run(desk, mails)[0]

    def roundup():
        folder = bench.folders.new("tracker")
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


def whole(bench, name, count, size):
    """The desk over IMAPS and SMTP against the sum of what the two halves cost others."""
    mails = bench.mails(bench.count(count), size)
    notices, mean = bench.notices(len(mails))

    def ours():
        bench.server.lay_out(mails)
        desk = bench.new_desk()
        with bench.sink() as sink:
            desk.open_on_server(bench.server, sink)
            return bench.desk_run(desk, mails, sink)[0]

    def theirs():
        fetched = bench.mbsync(mails)
        with bench.sink() as sink:
            sent = bench.smtp_source(sink, notices, mean)
        return Lap(fetched.wall + sent.wall, fetched.cpu + sent.cpu, max(fetched.memory, sent.memory))

    both = "mbsync + smtp-source"
    sides = alternate({"sertipos": ours, both: theirs}, bench.rounds, bench.note)
    rates = rate(sides["sertipos"], len(mails))
    return [
        compare(name, "wall", sides["sertipos"], sides[both], both, 1.25,
                remark=f"{len(mails)} mails of {size} octets in, {notices} notices of about {mean} octets out"),
        Figure(name, "rate", rates, None, "", "mails/s", rates["median"], "mails/s", "", None),
        bound(name, "memory", sides["sertipos"], 64, "MiB"),
    ]


@row("whole-small", "whole run, 2,000 submissions of 4 KB, IMAPS to SMTP, against mbsync + smtp-source; peak memory",
     ["server", "mbsync"])
def whole_small(bench):
    return whole(bench, "whole-small", 2000, SMALL)


@row("whole-large", "the same with 500 submissions of 540 KB", ["server", "mbsync"])
def whole_large(bench):
    return whole(bench, "whole-large", 500, LARGE)


@row("send", "2,000 notices over SMTP against smtp-source, same sink, same sessions", ["server"])
def send(bench):
    mails = bench.mails(bench.count(1000), SMALL)
    notices, mean = bench.notices(len(mails))

    def ours():
        desk = bench.new_desk()
        with bench.sink() as sink:
            desk.open_on_maildir(mails, sink)
            for stage in ("fetch", "process"):
                subprocess.run(desk.command(stage), check=True)
            lap = bench.stopwatch.lap(desk.command("send"))
            expect("sertipos send", sink.taken(), notices)
            return lap

    def theirs():
        with bench.sink() as sink:
            return bench.smtp_source(sink, notices, mean)

    sides = alternate({"sertipos": ours, "smtp-source": theirs}, bench.rounds, bench.note)
    return [
        compare("send", "wall", sides["sertipos"], sides["smtp-source"], "smtp-source", 2,
                remark=f"{notices} notices of about {mean} octets; the desk also writes down what became of each"),
        compare("send", "cpu", sides["sertipos"], sides["smtp-source"], "smtp-source", None),
    ]
