import Foundation

/// An IMAP server of our own over TLS, which lies about one message when it is told to.
final class LyingServer {
    /// What it does with the literal of the message with the identifier 2.
    enum Lie: String, CaseIterable {
        /// Nothing wrong.
        case none
        /// Says `{0}` and sends nothing.
        case empty
        /// Closes the connection in the middle.
        case dropped
        /// Announces fewer octets than it sends.
        case longer
        /// Announces more octets than it sends.
        case shorter
        /// Leaves the message out and says OK.
        case omitted
        /// Refuses the command.
        case refused
    }

    /// The certificate to trust.
    let authority: String
    /// Where it listens.
    let port: String
    private let folder: String
    private let process: ChildProcess

    /// Starts a server that holds `mails`; identifiers start at 1.
    init(_ mails: [[UInt8]]) throws {
        folder = DeskFixture.base + "/server-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder + "/mail", withIntermediateDirectories: true)
        authority = folder + "/certificate.pem"
        try Shell.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", folder + "/key.pem", "-out", authority,
        ])
        for (index, mail) in mails.enumerated() {
            let wire = String(decoding: mail, as: UTF8.self).replacing("\n", with: "\r\n")
            try Data(wire.utf8).write(to: URL(filePath: "\(folder)/mail/\(index + 1)"))
        }
        try Data(Lie.none.rawValue.utf8).write(to: URL(filePath: folder + "/lie"))
        process = try ChildProcess(
            ["python3", "-u", "-c", Self.script, folder], environment: ProcessInfo.processInfo.environment)
        let deadline = ContinuousClock.now + .seconds(120)
        while !process.outputSoFar.hasSuffix("\n"), ContinuousClock.now < deadline { poll(nil, 0, 5) }
        port = process.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Ends the server.
    func stop() throws { try process.terminate() }

    /// From the next connection on it lies like this.
    func tell(_ lie: Lie) throws {
        try Data(lie.rawValue.utf8).write(to: URL(filePath: folder + "/lie"))
    }

    private static let script = #"""
        import os, re, socket, ssl, sys, threading
        folder = sys.argv[1]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + "/certificate.pem", folder + "/key.pem")
        mails = {int(n): open(f"{folder}/mail/{n}", "rb").read() for n in os.listdir(folder + "/mail")}

        def chosen(text):
            for part in text.split(","):
                ends = [max(mails) if e == "*" else int(e) for e in part.split(":")]
                yield from (n for n in sorted(mails) if min(ends) <= n <= max(ends))

        def fetch(command, lie, out):
            for n in chosen(command.split()[2]):
                mail, items = mails[n], [f"UID {n}"]
                if "RFC822.SIZE" in command:
                    items.append(f'RFC822.SIZE {len(mail)} INTERNALDATE "22-Nov-2026 10:00:00 +0700"')
                if "FLAGS" in command: items.append("FLAGS ()")
                head = f"* {n} FETCH ({' '.join(items)}"
                if "BODY.PEEK" not in command:
                    out((head + ")\r\n").encode()); continue
                size, content = len(mail), mail
                if n == 2:
                    if lie == "omitted": continue
                    if lie == "empty": size, content = 0, b""
                    if lie == "longer": size = len(mail) - 300
                    if lie == "shorter": size = len(mail) + 300
                    if lie == "dropped": content = mail[: len(mail) // 2]
                out(f"{head} BODY[] {{{size}}}\r\n".encode() + content)
                if n == 2 and lie == "dropped": raise ConnectionError()
                out(b")\r\n")

        def serve(raw):
            try:
                stream = context.wrap_socket(raw, server_side=True)
                lie = open(folder + "/lie").read()
                lines, out = stream.makefile("rb"), stream.sendall
                out(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n")
                for line in lines:
                    tag, _, command = line.decode().strip().partition(" ")
                    word = command.upper()
                    if word == "CAPABILITY": out(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
                    if word == "AUTHENTICATE PLAIN":
                        out(b"+ \r\n")
                        lines.readline()
                    if word.startswith(("SELECT", "EXAMINE")):
                        out(f"* {len(mails)} EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n"
                            f"* OK [UIDNEXT {max(mails) + 1}] n\r\n".encode())
                    if word.startswith("UID FETCH"):
                        if lie == "refused" and "BODY.PEEK" in word and 2 in chosen(word.split()[2]):
                            out(f"{tag} NO [SERVERBUG] not today\r\n".encode()); continue
                        fetch(word, lie, out)
                    if word == "LOGOUT": out(b"* BYE\r\n")
                    out(f"{tag} OK done\r\n".encode())
                    if word == "LOGOUT": break
            except (OSError, ValueError): pass
            finally: raw.close()

        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1])
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """#
}
