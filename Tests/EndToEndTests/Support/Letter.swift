import Foundation

/// A mail as a person's program sends it: text, quoted-printable as most programs write it, and enclosures.
struct Letter {
    /// A file that goes along.
    struct Enclosure {
        let name: String
        let mediaType: String
        let octets: [UInt8]

        /// Something a reader takes for a PDF.
        static func pdf(_ name: String) -> Enclosure {
            Enclosure(name: name, mediaType: "application/pdf", octets: Array("%PDF-1.4\n% \(name)\n".utf8))
        }

        /// Something a reader takes for a photograph.
        static func picture(_ name: String) -> Enclosure {
            let head: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46]
            return Enclosure(
                name: name, mediaType: "image/jpeg", octets: head + Array(repeating: 7, count: 600))
        }
    }

    let sender: String
    let name: String
    let recipient: String
    let subject: String
    let body: String
    var enclosures: [Enclosure] = []
    /// The Message-ID of the mail it answers.
    var answered: String?

    private let identifier = UUID().uuidString

    init(
        from sender: String, name: String, to recipient: String, subject: String, body: String,
        enclosures: [Enclosure] = [], answered: String? = nil
    ) {
        self.sender = sender
        self.name = name
        self.recipient = recipient
        self.subject = subject
        self.body = body
        self.enclosures = enclosures
        self.answered = answered
    }

    /// The message with CRLF line ends, as SMTP wants it.
    var octets: [UInt8] {
        let domain = sender.split(separator: "@").last ?? ""
        var lines = [
            "From: \(name) <\(sender)>", "To: \(recipient)", "Subject: \(subject)",
            "Date: Sun, 22 Nov 2026 10:00:00 +0700", "Message-ID: <\(identifier)@\(domain)>",
        ]
        if let answered { lines += ["In-Reply-To: \(answered)", "References: \(answered)"] }
        let boundary = "b-\(identifier)"
        lines += ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"\(boundary)\"", ""]
        lines += [
            "--\(boundary)", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "", Self.quotedPrintable(body),
        ]
        for enclosure in enclosures {
            lines += [
                "--\(boundary)", "Content-Type: \(enclosure.mediaType); name=\"\(enclosure.name)\"",
                "Content-Disposition: attachment; filename=\"\(enclosure.name)\"",
                "Content-Transfer-Encoding: base64", "",
                Data(enclosure.octets).base64EncodedString(options: [
                    .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
                ]),
            ]
        }
        return Array((lines + ["--\(boundary)--", ""]).joined(separator: "\r\n").utf8)
    }

    /// The octets as the provider's border passes them on to a mailbox: with the sender proven.
    var received: [UInt8] {
        let domain = sender.split(separator: "@").last ?? ""
        let head = """
            Return-Path: <\(sender)>
            Delivered-To: \(recipient)
            Authentication-Results: mx.desk.test; dmarc=pass header.from=\(domain)
            Received: from mail.\(domain) by mx.desk.test with ESMTP; Sun, 22 Nov 2026 10:00:00 +0700

            """
        return Array(head.replacing("\n", with: "\r\n").utf8) + octets
    }

    /// RFC 2045 section 6.7, lines of at most 76 characters.
    private static func quotedPrintable(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var (output, width) = ("", 0)
            for octet in line.utf8 {
                let isPlain = (0x21...0x7E).contains(octet) && octet != UInt8(ascii: "=") || octet == 0x20
                let hex = String(octet, radix: 16, uppercase: true)
                let unit = isPlain ? String(Unicode.Scalar(octet)) : "=" + (octet < 16 ? "0" : "") + hex
                if width + unit.count > 75 {
                    output += "=\r\n"
                    width = 0
                }
                output += unit
                width += unit.count
            }
            return output
        }.joined(separator: "\r\n")
    }
}
