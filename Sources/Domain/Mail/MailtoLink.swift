/// A `mailto:` URL (RFC 6068) that opens a prefilled answer: only `subject` and `body` parameters.
public struct MailtoLink: Sendable, Hashable {
    /// The longest URL that mail programs open unharmed, in octets.
    public static let maximumLength = 1800

    /// Whom the answer goes to.
    public let recipient: EmailAddress
    /// The answer's subject.
    public let subject: String
    /// The answer's text, `\n` line ends.
    public let body: String

    /// A link to an answer.
    public init(recipient: EmailAddress, subject: String, body: String) {
        self.recipient = recipient
        self.subject = subject
        self.body = body
    }

    /// The link in `url`, or `nil` if it is not a mailto URL of this plain kind (the address may hold `+`).
    public init?(url: some StringProtocol) {
        guard url.lowercased().hasPrefix("mailto:") else { return nil }
        let parts = url.dropFirst(7).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = Self.decoded(first),
            let recipient = EmailAddress(address)
        else { return nil }
        var fields: [String: String] = [:]
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let value = Self.decoded(halves[1]),
                fields.updateValue(value, forKey: halves[0].lowercased()) == nil
            else { return nil }
        }
        guard Set(fields.keys).isSubset(of: ["subject", "body"]) else { return nil }
        self.recipient = recipient
        subject = fields["subject"] ?? ""
        body = (fields["body"] ?? "").split(separator: "\r\n", omittingEmptySubsequences: false)
            .joined(separator: "\n")
    }

    /// The URL. Everything but unreserved characters is percent-encoded; line breaks are `%0D%0A`.
    public var url: String {
        let crlfBody = body.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        return "mailto:" + Self.encoded(recipient.addrSpec, alsoPlain: "@")
            + "?subject=" + Self.encoded(subject) + "&body=" + Self.encoded(crlfBody)
    }

    /// Whether mail programs can be expected to open it whole.
    public var isShortEnough: Bool { url.utf8.count <= Self.maximumLength }

    private static func encoded(_ text: String, alsoPlain: String = "") -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for octet in text.utf8 {
            switch octet {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                output.append(octet)
            case _ where alsoPlain.utf8.contains(octet): output.append(octet)
            default: output += [UInt8(ascii: "%"), hex[Int(octet >> 4)], hex[Int(octet & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func decoded(_ text: some StringProtocol) -> String? {
        var output: [UInt8] = []
        var octets = text.utf8.makeIterator()
        while let octet = octets.next() {
            guard octet == UInt8(ascii: "%") else {
                output.append(octet)
                continue
            }
            guard let high = octets.next(), let low = octets.next(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
            else { return nil }
            output.append(value)
        }
        return String(validating: output, as: UTF8.self)
    }
}
