"""Where mail lies during a measurement: a fresh desk, a fresh mailbox on the server, a fresh local Maildir."""

import imaplib
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

import letters


class Folders:
    """A new name for every lap. Nothing is removed before the end: ext4 without a journal is slow to reuse the inodes
    of files that were removed a moment ago, and that must not count as anybody's time."""

    def __init__(self, parent: Path):
        self.parent, self.last = parent, 0

    def new(self, name) -> Path:
        self.last += 1
        return self.parent / f"{name}-{self.last}"


class Server:
    """The private Dovecot that `scripts/mail-servers` started."""

    def __init__(self, environment: Path):
        values = dict(line.split("=", 1) for line in environment.read_text().splitlines())
        self.port = int(values["IMAPS_PORT"])
        self.mail, self.certificate = Path(values["MAIL_DIR"]), Path(values["CA_FILE"])
        self.password_file = Path(values["PASSWORD_FILE"])
        self.configuration = environment.parent / "dovecot.conf"
        self.user, self.last = "", 0

    def lay_out(self, mails):
        """A new mailbox, `user`, with these files; opens it once so that everyone finds the same index."""
        self.last += 1
        self.user = f"lap{self.last}@desk.test"
        box, owner = self.mail / self.user, self.mail.stat()
        for folder in (box, box / "tmp", box / "new", box / "cur"):
            folder.mkdir()
            os.chown(folder, owner.st_uid, owner.st_gid)
        for number, mail in enumerate(mails):
            octets = mail.stat().st_size
            # The names of Dovecot's own delivery: size on disk and size with CRLF.
            name = box / "new" / f"{1700000000 + number}.M{number}P1.host,S={octets},W={octets + _lines(mail)}"
            os.link(mail, name)
        trust = ssl.create_default_context(cafile=str(self.certificate))
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=trust) as session:
            session.login(self.user, self.password_file.read_text().strip())
            _, count = session.select("INBOX")
            session.uid("FETCH", "1:*", "(UID RFC822.SIZE FLAGS)")
            if int(count[0]) != len(mails):
                raise RuntimeError(f"Dovecot sees {count[0]} mails instead of {len(mails)}")
            session.unselect()

    def conversation(self, visit):
        """What Dovecot's imap process read and wrote while `visit` ran: (time, direction, line), for the last login.

        Dovecot's own rawlog, switched on for this one visit, which is not timed."""
        folder = self.mail.parent / "raw"
        folder.mkdir(exist_ok=True)
        owner = self.mail.stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
        text = self.configuration.read_text()
        self._configure(text + f"protocol imap {{\n  rawlog_dir = {folder}\n}}\n")
        try:
            visit()
            # The login is over when its two files are; a visit that has ended has closed them.
            last = max(folder.glob("*.in"), key=lambda path: path.stat().st_mtime)
            lines = []
            for path, direction in ((last, "in"), (last.with_suffix(".out"), "out")):
                for line in path.read_text(errors="replace").splitlines():
                    stamp, _, words = line.partition(" ")
                    lines.append((float(stamp), direction, words))
            return sorted(lines)
        finally:
            self._configure(text)

    def _configure(self, text):
        self.configuration.write_text(text)
        subprocess.run(["doveadm", "-c", self.configuration, "reload"], check=True)


_line_counts = {}


def _lines(mail):
    if mail not in _line_counts:
        _line_counts[mail] = mail.read_bytes().count(b"\n")
    return _line_counts[mail]


class Sink:
    """smtp-sink from Postfix: takes every mail, keeps none, counts."""

    SESSIONS = 4

    def __init__(self, log: Path):
        self.log = log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def __enter__(self):
        with open(self.log, "wb") as output:
            self.child = subprocess.Popen(
                ["/usr/sbin/smtp-sink", "-c", "-u", "postfix", f"127.0.0.1:{self.port}", "100"], stdout=output)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise RuntimeError("smtp-sink does not answer")

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()

    @property
    def submission(self):
        return f'{{ url: "smtp://127.0.0.1:{self.port}", tls: none, connections: {self.SESSIONS} }}'

    def taken(self):
        """Number of mails it has taken."""
        return max(map(int, re.findall(r"mesg=(\d+)", self.log.read_text())), default=0)


MAILDIRS = '{ url: "maildir:spool/outbound" }'


class Desk:
    """A new desk from `sertipos init`, in a new folder."""

    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder

    def open(self, mailbox: str, sink=None):
        """`mailbox` is what stands behind `mailbox:` in desk.yaml; without a sink notices go into Maildirs."""
        subprocess.run([self.program, "init", self.folder], check=True, capture_output=True)
        (self.folder / "cron/desk.yaml").write_text(
            f'desk: {{ name: Layanan SE, address: {letters.DESK}, locale: id, timezone: Asia/Jakarta, fee: "Rp 0" }}\n'
            "people: { registration-authority: ra@psre.test, officer: petugas@desk.test,"
            " administrator: admin@desk.test }\n"
            f"mailbox: {mailbox}\n"
            f"submission: {sink.submission if sink else MAILDIRS}\n"
            "budget: { address: 100000/day, request: 100/day, day: 1000000 }\n")
        rows = [letters.verifier(number) for number in range(letters.VERIFIERS)]
        (self.folder / "cron/verifiers.csv").write_text(
            "email,name,agency,locale\n" + "".join(f"{a},{n},{o},id\n" for a, n, o in rows))

    def open_on_server(self, server: Server, sink=None):
        self.open(
            f'{{ url: "imaps://localhost:{server.port}/INBOX", user: {server.user}, authserv-id: {letters.BORDER},'
            f" password-file: {server.password_file}, ca-file: {server.certificate} }}", sink)

    def open_on_maildir(self, mails, sink=None):
        self.open(f'{{ url: "maildir:spool/inbox", authserv-id: {letters.BORDER} }}', sink)
        inbox = self.folder / "spool/inbox"
        fill(inbox, mails)

    def command(self, *words):
        return [self.program, *words, "--desk", self.folder]

    def spooled(self):
        """Number of messages in the spool."""
        return sum(1 for path in (self.folder / "spool/incoming").rglob("*.eml"))

    def outbound(self):
        """Sizes of the notices that left into Maildirs."""
        return [path.stat().st_size for path in (self.folder / "spool/outbound").rglob("new/*")]


def fill(maildir: Path, mails):
    """A Maildir with copies of these files."""
    for name in ("tmp", "new", "cur"):
        (maildir / name).mkdir(parents=True, mode=0o700)
    for number, mail in enumerate(mails):
        shutil.copyfile(mail, maildir / "new" / f"{1700000000 + number}.M{number}P1.host")


def write_mails(folder: Path, server: Server | None, count: int, size: int):
    """Submissions as files; the server, if there is one, may link to them."""
    folder.mkdir(parents=True)
    paths = []
    for number in range(count):
        path = folder / f"{number:06d}"
        path.write_bytes(letters.submission(number, size))
        path.chmod(0o600)
        if server:
            owner = server.mail.stat()
            os.chown(path, owner.st_uid, owner.st_gid)
        paths.append(path)
    return paths
