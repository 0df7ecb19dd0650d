"""A roundup tracker for the same mails: classic template, SQLite, the verifiers registered as users beforehand.

Runs in the virtual environment that holds roundup:  tracker.py make FOLDER ADDRESS…  |  tracker.py count FOLDER"""

import subprocess
import sys
from pathlib import Path

from roundup import instance, password


def make(folder, addresses):
    administer = [Path(sys.executable).with_name("roundup-admin"), "-i", folder]
    settings = ("rdbms_backend=sqlite,tracker_web=http://localhost/,mail_domain=desk.test,mail_host=localhost,"
                "tracker_email=layanan@desk.test,admin_email=admin@desk.test")
    subprocess.run([*administer, "install", "classic", "sqlite", settings], check=True, capture_output=True)
    subprocess.run([*administer, "initialise", "unused"], check=True, capture_output=True)
    database = instance.open(folder).open("admin")
    secret = password.Password("unused", scheme="plaintext")
    for number, address in enumerate(addresses):
        database.user.create(username=f"verifier{number}", address=address, roles="User", password=secret)
    database.commit()
    database.close()


def count(folder):
    database = instance.open(folder).open("admin")
    print(len(database.issue.list()), len(database.file.list()))
    database.close()


if sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3:])
else:
    count(sys.argv[2])
