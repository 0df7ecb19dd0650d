"""Synthetic mails: submissions a desk accepts, and a folder of mails to read. Nobody in them exists."""

import base64
import random
import time
from email.utils import formatdate

DESK = "layanan@desk.test"
BORDER = "mx.desk.test"
VERIFIERS = 20

FORM = """Jenis: Penerbitan
Nama lengkap: {name}
NIK: {nik}
NIP:
Pangkat/Golongan: III/c
Jabatan: Analis
Unit Kerja: Bidang Aptika
Instansi: Dinas {agency}
Kota/Kabupaten: Contoh
Provinsi: Jawa Barat
Email: {email}
No. HP: 08123{number:07d}
Sistem: e-Office
Kegunaan: Tanda tangan naskah dinas
"""


def verifier(number):
    """A registered verifier: address, name, agency."""
    index = number % VERIFIERS
    return f"verifikator@opd{index:02d}.test", f"Siti {_spelled(index)}", f"Contoh {_spelled(index)}"


def _spelled(number):
    return "".join("abcdefghij"[int(digit)] for digit in str(number)).capitalize()


def _stamp():
    return formatdate(time.time(), localtime=False)


def submission(number, size):
    """A filled form for a new certificate with a recommendation letter, about `size` octets, LF line ends.

    The applicant is another one for every number; the verifiers take turns. The first fields are those that the
    desk's mail provider puts there."""
    address, person, agency = verifier(number)
    domain = address.partition("@")[2]
    form = FORM.format(
        name=f"Budi {_spelled(number)}", agency=agency, number=number, email=f"budi{number}@{domain}",
        nik=f"3201{number // 279972 + 1:02d}{number % 28 + 1:02d}0190{number // 28 % 9999 + 1:04d}")
    head = f"""Return-Path: <{address}>
Delivered-To: {DESK}
Authentication-Results: {BORDER}; dmarc=pass header.from={domain}
Received: from mail.{domain} by {BORDER} with ESMTPS id {number:08x}; {_stamp()}
From: {person} <{address}>
To: {DESK}
Subject: Permohonan penerbitan {number}
Date: {_stamp()}
Message-ID: <{number}.{size}@{domain}>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_{number:08x}"

--=_{number:08x}
Content-Type: text/plain; charset=utf-8

{form}
--=_{number:08x}
Content-Type: application/pdf; name="surat-rekomendasi.pdf"
Content-Disposition: attachment; filename="surat-rekomendasi.pdf"
Content-Transfer-Encoding: base64

"""
    tail = f"--=_{number:08x}--\n"
    lines = max(4, (size - len(head) - len(tail)) // 77)
    letter = b"%PDF-1.4\n" + random.Random(number).randbytes(lines * 57 - 9)
    return (head + base64.encodebytes(letter).decode() + tail).encode()


def corpus():
    """Mails to read, by name: small ones, large attachments, deep and wide trees, HTML, quoted-printable."""
    mails = {}
    for number in range(300):
        mails[f"form-{number:03d}"] = submission(number, 4096)
    for number in range(20):
        mails[f"letter-{number:03d}"] = submission(number, 540_000)
    for number in range(20):
        mails[f"deep-{number:03d}"] = _deep(number, 12)
    for number in range(60):
        mails[f"html-{number:03d}"] = _html(number)
    return mails


def _head(number, subject):
    address, person, _ = verifier(number)
    return (f"From: {person} <{address}>\nTo: {DESK}\nSubject: {subject}\nDate: {_stamp()}\n"
            f"Message-ID: <{subject.split()[0]}.{number}@opd.test>\nMIME-Version: 1.0\n")


def _deep(number, depth):
    entity = "Content-Type: text/plain; charset=utf-8\n\nPaling dalam.\n"
    for level in range(depth):
        mark = f"=_{number}_{level}"
        picture = base64.encodebytes(random.Random(number * 100 + level).randbytes(3000)).decode()
        entity = (f'Content-Type: multipart/mixed; boundary="{mark}"\n\n--{mark}\n{entity}\n--{mark}\n'
                  f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n{picture}\n--{mark}--\n")
    return (_head(number, f"deep {number}") + entity).encode()


def _html(number):
    row = "<tr><td>Nama lengkap</td><td>Budi &amp; Siti =E2=80=93 baris</td></tr>=\n"
    page = "<html><body><table>\n" + row * 150 + "</table></body></html>\n"
    text = "Nama lengkap: Budi =E2=80=93 baris yang cukup panjang untuk dilipat menjadi =\ndua\n" * 150
    return (_head(number, f"html =?utf-8?Q?surat_=E2=80=93_{number}?=")
            + 'Content-Type: multipart/alternative; boundary="=_a"\n\n--=_a\n'
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
            f"{text}\n--=_a\nContent-Type: text/html; charset=utf-8\n"
            f"Content-Transfer-Encoding: quoted-printable\n\n{page}\n--=_a--\n").encode()
