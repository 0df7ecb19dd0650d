import Foundation

/// Looks for octets in files as they lie, in the parts of the mails among them, and in the cells of databases.
struct OctetSearch {
    /// What was found, and how much was looked at.
    struct Result: Decodable {
        /// One line per find: the place and the shape.
        let found: [String]
        let files: Int
        let parts: Int
        let cells: Int
    }

    /// What to look for, each with the name of its shape. No octet of it is a space, tab or line end.
    let needles: [(name: String, octets: [UInt8])]

    /// Looks at every plain file below `roots` that changed since then, but for what lies below `excluded`.
    /// `folder` is where the question itself may be written down; it is never looked at.
    func run(
        in roots: [String], since: Date = .distantPast, excluding excluded: [String] = [], from folder: String
    ) throws -> Result {
        let task: [String: Any] = [
            "needles": needles.map { [$0.name, Data($0.octets).base64EncodedString()] }, "roots": roots,
            "since": since.timeIntervalSince1970, "excluded": excluded + [folder],
        ]
        let file = "\(folder)/search-\(UUID().uuidString)"
        try JSONSerialization.data(withJSONObject: task).write(to: URL(filePath: file))
        return try JSONDecoder().decode(Result.self, from: Data(try Shell.python(Self.script, file).utf8))
    }

    private static let script = #"""
        import base64, email, email.header, json, os, sqlite3, stat, sys
        task = json.load(open(sys.argv[1]))
        needles = [(name, base64.b64decode(octets)) for name, octets in task["needles"]]
        excluded = [os.path.realpath(path) for path in task["excluded"]]
        found, counts = [], {"files": 0, "parts": 0, "cells": 0}

        def look(octets, place):
            # Encodings are wrapped, and no needle holds a space: what matches as it lies also matches here.
            text = octets.translate(None, b"\r\n\t ")
            found.extend(f"{place}: {name}" for name, needle in needles if needle in text)

        def look_into_mail(octets, place):
            for part in email.message_from_bytes(octets).walk():
                for name, value in part.items():
                    try: value = str(email.header.make_header(email.header.decode_header(value)))
                    except (ValueError, LookupError): value = str(value)
                    look(value.encode("utf-8", "surrogateescape"), f"{place}, field {name}")
                if part.is_multipart(): continue
                counts["parts"] += 1
                look(part.get_payload(decode=True) or b"", f"{place}, part {part.get_content_type()}")

        def look_into_database(path):
            base = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
            base.text_factory = bytes
            names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for name in (name.decode() for (name,) in names):
                for row in base.execute(f'SELECT * FROM "{name}"'):
                    for cell in row:
                        if not isinstance(cell, bytes): continue
                        counts["cells"] += 1
                        look(cell, f"{path}, table {name}")
                        if b"\nMIME-Version:" in cell: look_into_mail(cell, f"{path}, table {name}")

        def look_at(path):
            state = os.lstat(path)
            if not stat.S_ISREG(state.st_mode) or max(state.st_mtime, state.st_ctime) < task["since"]: return
            with open(path, "rb") as file: octets = file.read()
            counts["files"] += 1
            look(octets, path)
            if path.endswith(".eml") or os.path.basename(os.path.dirname(path)) in ("new", "cur", "tmp"):
                look_into_mail(octets, path)
            if octets.startswith(b"SQLite format 3\0"): look_into_database(path)

        for root in task["roots"]:
            for folder, folders, names in os.walk(root):
                folders[:] = [name for name in folders
                              if os.path.realpath(os.path.join(folder, name)) not in excluded]
                for name in names:
                    # Other programs write and remove their files at the same time.
                    try: look_at(os.path.join(folder, name))
                    except (OSError, sqlite3.DatabaseError): pass
        print(json.dumps({"found": sorted(set(found)), **counts}))
        """#
}
