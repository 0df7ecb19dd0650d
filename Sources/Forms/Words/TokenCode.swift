public import Domain

/// A one-time code that stands in a message. Whether it is alive, whose it is and what it opens is not
/// known here.
public struct TokenCode: Sendable, Hashable {
    /// The code. Its description is redacted.
    public let code: OneTimeCode
    /// Whether it stood in quoted text, where a reply carries the code of the mail it answers.
    public let isQuoted: Bool

    /// A candidate.
    public init(code: OneTimeCode, isQuoted: Bool) {
        self.code = code
        self.isQuoted = isQuoted
    }

    /// Candidates in `message`, each code once: behind `Kode:` or `Code:` in fresh text first, then in
    /// quoted text and in `mailto:` URLs inside it, also rewritten by link scanners; then the same in the
    /// HTML alternative.
    public static func candidates(in message: ReceivedMessage) -> [TokenCode] {
        var found: [TokenCode] = []
        for text in [message.body, message.alternativeBody].compactMap(\.self) {
            for candidate in candidates(in: ReplyText.split(text))
            where !found.contains(where: { $0.code == candidate.code }) {
                found.append(candidate)
            }
        }
        return found
    }

    /// Candidates in one text.
    public static func candidates(in reply: ReplyText) -> [TokenCode] {
        var fresh: [TokenCode] = []
        var quoted: [TokenCode] = []
        var line = 0
        for (start, code) in CodeScanner.codes(in: reply.plain.octets) {
            while line + 1 < reply.lines.count, reply.lines[line].end < start { line += 1 }
            // A form below the sender's signature is still the sender's.
            let isQuoted =
                switch reply.roles[line] {
                case .body(let layer): layer > 0
                case .attribution: true
                case .signature: false
                }
            if isQuoted {
                quoted.append(TokenCode(code: code, isQuoted: true))
            } else {
                fresh.append(TokenCode(code: code, isQuoted: false))
            }
        }
        var seen: Set<OneTimeCode> = []
        return (fresh + quoted).filter { seen.insert($0.code).inserted }
    }

    /// Codes in the plus-address of the message's recipients: `layanan+<code>@…`.
    public static func addressed(by message: ReceivedMessage) -> [OneTimeCode] {
        let addresses = message.deliveredTo + (message.to + message.cc).map(\.address)
        var found: [OneTimeCode] = []
        for address in addresses {
            guard let detail = address.subaddress.detail, let code = OneTimeCode(detail),
                !found.contains(code)
            else {
                continue
            }
            found.append(code)
        }
        return found
    }
}
