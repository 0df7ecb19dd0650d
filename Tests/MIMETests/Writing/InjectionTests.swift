import Domain
import MIME
import TestSupport
import Testing

/// Random hostile values in every field: no header line more than was asked for, and a reader sees the value.
struct InjectionTests {
    private static let pieces = [
        "\r\nBcc: x@y.id\r\n", "\n", "\r", "\0", "\u{2028}", "\u{2029}", "\u{85}", "\u{0B}",
        "=?utf-8?q?=0D=0ABcc:_x?=", "=?",
        "?=", "\"", "\\", "<x@y.id>", ",", ";", ":", "(", ")", "ä", "日本", "👨‍👩‍👧", " ", "  ", "\t", "a", "word",
        "--", "=_", ".",
        "\r\n\r\n<script>", "From ", "'", "%0D%0A", "*=utf-8''", "\u{200B}", "\u{7F}",
        String(repeating: "x", count: 120),
    ]

    private static func text(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    /// What a reader can be expected to see of a one-line value.
    private static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        var trimmed = scalars[...]
        while trimmed.first == " " { trimmed.removeFirst() }
        while trimmed.last == " " { trimmed.removeLast() }
        return String(String.UnicodeScalarView(trimmed))
    }

    @Test func `1,500 hostile mails have no header line too many and come back whole`() throws {
        var random = SeededRandom(99)
        let expected = [
            "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "Content-Language", "MIME-Version", "Content-Type",
        ]
        for _ in 0..<1500 {
            let (subject, name, filename) = (Self.text(&random), Self.text(&random), Self.text(&random))
            let body = Self.text(&random)
            let bytes = random.randomBytes(Int.random(in: 0..<100, using: &random))
            let mail = try MessageWriterTests.mail(
                subject: subject, name: name, text: body, html: "<pre>\(body)</pre>",
                attachments: [
                    OutgoingMail.Attachment(filename: filename, mediaType: "application/pdf", bytes: bytes)
                ])
            let octets = try MessageWriter().bytes(of: mail)
            _ = try SerializedMail(checking: octets)
            let message = MessageReader().receivedMessage(octets)
            #expect(message.headerFields.map(\.name) == expected)
            #expect(message.defects.isEmpty)
            #expect(message.subject == Self.oneLine(subject))
            #expect(message.originator?.displayName ?? "" == Self.oneLine(name))
            #expect(message.originator?.address.addrSpec == "layanan@example.go.id")
            #expect(message.to.map(\.address.addrSpec) == ["budi@example.go.id"])
            #expect(message.attachments.first?.filename ?? "" == Self.oneLine(filename))
            #expect(message.attachments.map { $0.content.decoded() } == [bytes])
            let plain = Self.lines(body)
            if plain.contains(where: { $0 > 32 && $0 != 0x85 && $0 != 0x2028 && $0 != 0x2029 && $0 != 0x200B }
            ) {
                #expect(message.body.unicodeScalars.map(\.value) == plain)
            }
        }
    }

    /// The scalars of a text as it is sent: `\n` line ends, one at the end, no NUL.
    private static func lines(_ text: String) -> [UInt32] {
        var output: [UInt32] = []
        var isAfterCR = false
        for scalar in text.unicodeScalars {
            let isPairedLF = isAfterCR && scalar == "\n"
            isAfterCR = scalar == "\r"
            if isPairedLF || scalar == "\0" { continue }
            output.append(isAfterCR ? 10 : scalar.value)
        }
        return output.last == 10 ? output : output + [10]
    }
}
