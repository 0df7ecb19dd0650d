/// A message's text cut into what its sender wrote, what was quoted, and the signature.
///
/// Knows the quote headers of Gmail, Outlook, Apple Mail, Yahoo and K-9 in Indonesian, English and a dozen
/// other languages, also wrapped; bottom-posted and interleaved answers; and texts whose line breaks were all
/// turned into spaces. Work is linear in the length of the text.
public struct ReplyText: Sendable {
    /// A line and where it stood.
    public struct Line: Sendable, Hashable {
        /// From 1, in the whole text.
        public let number: Int
        /// The line without quote markers, with its Unicode spaces and quotes folded to ASCII.
        public let text: String
        /// 0 for fresh text, more the deeper it is quoted.
        public let layer: Int
    }

    /// What a line is part of.
    enum Role: Sendable, Equatable {
        /// 0 is what the sender wrote.
        case body(layer: Int)
        /// `On … wrote:` and its kin; nobody's text.
        case attribution
        /// The sender's own signature.
        case signature
    }

    let plain: PlainText
    /// The lines; a long one may have been cut in several, with one number.
    let lines: [PlainText.Line]
    /// One per line.
    let roles: [Role]

    /// Cuts `body`.
    public static func split(_ body: String) -> ReplyText { ReplyText(PlainText(body)) }

    init(_ plain: PlainText) {
        self.plain = plain
        var sorter = LineSorter(plain: plain)
        sorter.sort()
        lines = sorter.lines
        roles = sorter.roles
    }

    /// What the sender wrote, without the signature.
    public var fresh: [Line] {
        pieces { role in role == .body(layer: 0) ? 0 : nil }
    }

    /// What was quoted, with its headers.
    public var quoted: [Line] {
        pieces { role in
            switch role {
            case .body(let layer): layer > 0 ? layer : nil
            case .attribution: 1
            case .signature: nil
            }
        }
    }

    /// The sender's signature.
    public var signature: [Line] {
        pieces { role in role == .signature ? 0 : nil }
    }

    /// The fresh text as one string.
    public var freshText: String { fresh.map(\.text).joined(separator: "\n") }

    /// The first fresh line that is not empty, trimmed: where command words stand.
    public var firstLine: String? {
        for (line, role) in zip(lines, roles) where role == .body(layer: 0) {
            let range = plain.trimmed(line)
            if !range.isEmpty { return plain.string(range) }
        }
        return nil
    }

    private func pieces(_ layer: (Role) -> Int?) -> [Line] {
        var pieces: [Line] = []
        for (line, role) in zip(lines, roles) {
            guard let layer = layer(role) else { continue }
            pieces.append(Line(number: line.number, text: plain.string(line), layer: layer))
        }
        return pieces
    }
}
