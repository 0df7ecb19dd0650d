"""Where mail lies during a measurement: a fresh desk, a fresh mailbox on the server, a fresh local Maildir."""

import imaplib
import os
import shutil
import ssl
import subprocess
from pathlib import Path

import letters


class Server:
    """The private Dovecot that `scripts/mail-servers` started."""

    def __init__(self, environment: Path):
        lines = environment.read_text().split()
        values = dict(line.split("=", 1) for line in lines)
        self.port = int(values["IMAPS_PORT"])
        self.mail, self.certificate = Path(values["MAIL_DIR"]), Path(values["CA_FILE"])
        self.password_file = Path(values["PASSWORD_FILE"])

    def lay_out(self, mails):
        """Makes the desk's mailbox anew with these files, and opens it once so that everyone finds the same index."""
        box, owner = self.mail / letters.DESK, self.mail.stat()
        shutil.rmtree(box, ignore_errors=True)
        for folder in (box, box / "tmp", box / "new", box / "cur"):
            folder.mkdir()
            os.chown(folder, owner.st_uid, owner.st_gid)
        for number, mail in enumerate(mails):
            octets = mail.stat().st_size
            # The names of Dovecot's own delivery: size on disk and size with CRLF.
            name = box / "new" / f"{1700000000 + number}.M{number}P1.host,S={octets},W={octets + _lines(mail)}"
            os.link(mail, name)
        # The mailbox holds links: their owner was set when they were written.
        trust = ssl.create_default_context(cafile=str(self.certificate))
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=trust) as session:
            session.login(letters.DESK, self.password_file.read_text().strip())
            _, count = session.select("INBOX", readonly=True)
            session.uid("FETCH", "1:*", "(UID RFC822.SIZE FLAGS)")
            assert int(count[0]) == len(mails)
            session.unselect()


_line_counts = {}


def _lines(mail):
    if mail not in _line_counts:
        _line_counts[mail] = mail.read_bytes().count(b"\n")
    return _line_counts[mail]


class Desk:
    """A new desk from `sertipos init`, in a folder that is made anew."""

    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder

    def open(self, mailbox: str):
        """`mailbox` is what stands behind `mailbox:` in desk.yaml."""
        shutil.rmtree(self.folder, ignore_errors=True)
        subprocess.run([self.program, "init", self.folder], check=True, capture_output=True)
        (self.folder / "cron/desk.yaml").write_text(
            f'desk: {{ name: Layanan SE, address: {letters.DESK}, locale: id, timezone: Asia/Jakarta, fee: "Rp 0" }}\n'
            "people: { registration-authority: ra@psre.test, officer: petugas@desk.test,"
            " administrator: admin@desk.test }\n"
            f"mailbox: {mailbox}\n"
            'submission: { url: "maildir:spool/outbound" }\n'
            "budget: { address: 100000/day, request: 100/day, day: 1000000 }\n")
        rows = [letters.verifier(number) for number in range(letters.VERIFIERS)]
        (self.folder / "cron/verifiers.csv").write_text(
            "email,name,agency,locale\n" + "".join(f"{a},{n},{o},id\n" for a, n, o in rows))

    def open_on_server(self, server: Server):
        # The password lies with the server's files; a desk wants it to be nobody else's to read.
        self.open(
            f'{{ url: "imaps://localhost:{server.port}/INBOX", user: {letters.DESK}, authserv-id: {letters.BORDER},'
            f" password-file: {server.password_file}, ca-file: {server.certificate} }}")

    def open_on_maildir(self, mails):
        self.open(f'{{ url: "maildir:spool/inbox", authserv-id: {letters.BORDER} }}')
        inbox = self.folder / "spool/inbox"
        fill(inbox, mails)

    def command(self, *words):
        return [self.program, *words, "--desk", self.folder]

    def spooled(self):
        """Number of messages in the spool."""
        return sum(1 for path in (self.folder / "spool/incoming").rglob("*.eml"))

    def outbound(self):
        """Number of notices that left."""
        return sum(1 for path in (self.folder / "spool/outbound").rglob("new/*"))


def fill(maildir: Path, mails):
    """A Maildir with copies of these files."""
    for name in ("tmp", "new", "cur"):
        (maildir / name).mkdir(parents=True, mode=0o700)
    for number, mail in enumerate(mails):
        shutil.copyfile(mail, maildir / "new" / f"{1700000000 + number}.M{number}P1.host")


def write_mails(folder: Path, server: Server, count: int, size: int):
    """Submissions as files the server may link to."""
    owner = server.mail.stat()
    folder.mkdir(parents=True)
    paths = []
    for number in range(count):
        path = folder / f"{number:06d}"
        path.write_bytes(letters.submission(number, size))
        os.chown(path, owner.st_uid, owner.st_gid)
        os.chmod(path, 0o600)
        paths.append(path)
    return paths
