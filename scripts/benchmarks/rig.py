"""What every row works with: new desks and mailboxes, the peers, and the proof that each did its work."""

import json
from dataclasses import dataclass
from pathlib import Path

import letters
from places import Desk, Sink, write_mails
from stopwatch import Broken

SMALL, LARGE = 4096, 540_000  # octets of a mail
HERE = Path(__file__).resolve().parent


@dataclass
class Bench:
    """What every row works with."""

    work: Path  # a folder that is removed at the end
    folders: object  # gives new folders in it
    program: Path
    stopwatch: object
    server: object
    rounds: int
    note: object
    scale: float
    parts: dict  # programs that the script built: roundup's environment, decode-folder, gmime-decode

    def __post_init__(self):
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

    def new_desk(self):
        return Desk(self.program, self.folders.new("desk"))

    def peer_file(self, name, **values):
        """A peer's configuration with its places filled in."""
        text = (HERE / "peers" / name).read_text().format(
            port=self.server.port, user=self.server.user, certificate=self.server.certificate,
            password_file=self.server.password_file, password=self.server.password_file.read_text().strip(), **values)
        path = self.work / name
        path.touch(0o600)
        path.write_text(text)
        return path

    def desk_fetch(self, mails):
        """`sertipos fetch` of these mails over IMAPS into a new desk."""
        self.server.lay_out(mails)
        desk = self.new_desk()
        desk.open_on_server(self.server)
        lap = self.stopwatch.lap(desk.command("fetch"))
        expect("sertipos fetch", desk.spooled(), len(mails))
        return lap

    def mbsync_command(self):
        """mbsync into a new Maildir."""
        maildir = self.folders.new("mbsync")
        maildir.mkdir()
        return maildir, ["mbsync", "-q", "-c", self.peer_file("mbsyncrc", maildir=maildir), "desk"]

    def mbsync(self, mails):
        """mbsync of these mails over IMAPS into a new Maildir."""
        self.server.lay_out(mails)
        maildir, command = self.mbsync_command()
        lap = self.stopwatch.lap(command)
        expect("mbsync", sum(1 for path in maildir.glob("INBOX/*/*") if path.parent.name in ("new", "cur")), len(mails))
        return lap

    def desk_run(self, desk, mails, sink=None):
        """`sertipos run` on a new desk that is already laid out; every mail must open a request that is answered."""
        lap = self.stopwatch.lap(desk.command("run", "--json"))
        report = json.loads(self.stopwatch.output())
        expect("sertipos run", report["process"]["processed"], len(mails))
        sent = sink.taken() if sink else len(desk.outbound())
        expect("sertipos run, notices", sent, report["process"]["queued"])
        if sent < len(mails):
            raise Broken("sertipos run: not every request was answered")
        return lap, sent

    def sink(self):
        return Sink(self.folders.new("sink"))

    def smtp_source(self, sink, count, size):
        """smtp-source sends so many mails over the sessions that the desk has, each used until the end."""
        lap = self.stopwatch.lap(
            ["/usr/sbin/smtp-source", "-d", "-s", sink.SESSIONS, "-m", count, "-l", size, "-f", letters.DESK,
             "-t", "someone@opd.test", f"127.0.0.1:{sink.port}"])
        expect("smtp-source", sink.taken(), count)
        return lap

    def notices(self, count):
        """How many notices so many submissions cause, and their mean size."""
        mails = self.mails(count, SMALL)
        desk = self.new_desk()
        desk.open_on_maildir(mails)
        self.desk_run(desk, mails)
        sizes = desk.outbound()
        return len(sizes), sum(sizes) // len(sizes)


def expect(who, found, wanted):
    if found != wanted:
        raise Broken(f"{who}: {found} instead of {wanted}")
