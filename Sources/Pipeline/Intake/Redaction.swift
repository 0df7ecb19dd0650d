import Domain
import Forms

/// What stays of a mail that held a passphrase in plain text: enough to know who wrote when, and to decide the
/// same if the run dies in between; nothing of what was written.
enum Redaction {
    private static let kept = [
        "Return-Path", "Delivered-To", "Authentication-Results", "Received", "From", "To", "Date",
        "Message-ID", "In-Reply-To", "References",
    ]

    /// The octets to keep in place of `message`.
    static func substitute(for message: ReceivedMessage) -> [UInt8] {
        var text = ""
        for field in message.headerFields where kept.contains(where: field.isNamed) {
            text += "\(field.name): \(field.value)\r\n"
        }
        text += "Subject: (redacted)\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        return Array((text + PlainPassphrase.mark + "\r\n").utf8)
    }
}
