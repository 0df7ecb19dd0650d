"""The rows about reading messages, against GMime."""

import re
from pathlib import Path

import letters
from figures import Figure, compare
from rig import SMALL, expect
from rows import row
from stopwatch import Absent, alternate


def decode(bench, name, folder, strict):
    """Reads and decodes every file of `folder` 20 times on both sides. `strict`: both must find the same octets."""
    found = {}

    def side(who):
        def measure():
            lap = bench.stopwatch.lap([bench.parts[who], folder, 20])
            found[who] = bench.stopwatch.output().split()
            return lap
        return measure

    sides = alternate(
        {"MIME": side("decode-folder"), "GMime": side("gmime-decode")}, bench.rounds, bench.note)
    expect("decode-folder", found["decode-folder"][0], found["gmime-decode"][0])
    if strict:
        expect("decode-folder", found["decode-folder"], found["gmime-decode"])
    ours, theirs = found["decode-folder"], found["gmime-decode"]
    return compare(
        name, "wall", sides["MIME"], sides["GMime"], "GMime", 1.0,
        remark=f"20 times; files, leaves, octets: {' '.join(ours)}; GMime: {' '.join(theirs)}")


@row("mime", "reading and decoding generated mails against GMime, and the memory it takes", ["mime"])
def mime(bench):
    folder = bench.folders.new("corpus")
    folder.mkdir()
    for name, mail in letters.corpus().items():
        # Both programs get what IMAP would give them.
        (folder / name).write_bytes(mail.replace(b"\n", b"\r\n"))
    wide = bench.folders.new("one-large")
    wide.mkdir()
    mail = letters.submission(1, 10_000_000)
    (wide / "large").write_bytes(mail)
    tiny = bench.folders.new("one-small")
    tiny.mkdir()
    (tiny / "small").write_bytes(letters.submission(1, SMALL))
    figures = [decode(bench, "mime", folder, strict=True)]
    for who, program in (("MIME", "decode-folder"), ("GMime", "gmime-decode")):
        whole = [bench.stopwatch.lap([bench.parts[program], wide, 1]).memory for _ in range(3)]
        base = [bench.stopwatch.lap([bench.parts[program], tiny, 1]).memory for _ in range(3)]
        value = (sorted(whole)[1] - sorted(base)[1]) * 2**20 / len(mail)
        spread = {"median": sorted(whole)[1], "min": min(whole), "max": max(whole)}
        ours = who == "MIME"
        figures.append(
            Figure("mime", f"memory of {who}", spread, None, "", "MiB", value, "× message", "≤ 3 ×" if ours else "",
                   value <= 3 if ours else None, "one mail of 10 MB, less the memory for one of 4 KB"))
    return figures


@row("mime-corpora", "the same on a folder of other people's mails, if there is one", ["mime"])
def mime_corpora(bench):
    source = bench.parts.get("corpora")
    if not source:
        raise Absent("there is no folder of mails; SERTIPOS_CORPORA names one")
    folder = bench.folders.new("corpora")
    folder.mkdir()
    # Whatever begins like a header section.
    mails = [path for path in sorted(Path(source).rglob("*"))
             if path.is_file() and re.match(rb"[!-9;-~]+:", path.read_bytes()[:200])]
    for number, path in enumerate(mails):
        (folder / f"{number:05d}").symlink_to(path)
    # Broken mails are read differently, so only the number of files must agree; the remark shows the rest.
    return [decode(bench, "mime-corpora", folder, strict=False)]
