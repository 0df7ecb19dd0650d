internal import Domain

/// What a server's words and status code say about a failed delivery.
struct Diagnosis {
    /// The code in the words, else the reported one.
    let status: EnhancedStatusCode?
    /// The first line of the words, for people and logs.
    let firstLine: String?
    /// Why.
    let cause: DeliveryStatusNotification.Cause

    /// A diagnosis from `words` and the `reported` status; `text` stands in where there are no words.
    init(words: [UInt8], reported: EnhancedStatusCode?, text: String = "") {
        let spoken = EnhancedStatusCode.first(in: words)
        let isVague = spoken.map { $0.subject == 0 && $0.detail == 0 } ?? true
        status = isVague ? reported ?? spoken : spoken
        firstLine = Self.firstLine(words)
        let isWordless = words.allSatisfy { $0 <= 0x20 || (48...57).contains($0) }
        let source = isWordless ? Array(text.utf8.prefix(8192)) : words
        cause = Self.cause(words: Phrase.normalized(source), status: status)
    }

    private static func cause(
        words: [UInt8], status: EnhancedStatusCode?
    ) -> DeliveryStatusNotification.Cause {
        // Words about the sender or the connection come first: they often contain "does not exist", too.
        for (cause, phrases) in DiagnosticPhrases.all
        where phrases.contains(where: { Phrase.finds($0, in: words) }) {
            return cause
        }
        let isRefusal = DiagnosticPhrases.refusals.contains { Phrase.finds($0, in: words) }
        switch (status?.statusClass, status?.subject, status?.detail) {
        case (5, 1, 1), (5, 1, 3), (5, 1, 4), (5, 1, 10): return .unknownMailbox
        case (5, 1, 2), (5, 7, 27): return .unknownHost
        case (5, 1, 6): return .moved
        case (_, 2, 2): return .mailboxFull
        case (_, 7, _): return .policy
        default: return isRefusal ? .policy : .other
        }
    }

    private static func firstLine(_ words: [UInt8]) -> String? {
        let line = words.drop { OctetScanner.isWhiteSpace($0) }.prefix { $0 != 0x0A && $0 != 0x0D }
        let plain = OctetScanner.text(line.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 })
        let scalars = plain.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: false
            default: true
            }
        }
        let short = String(String.UnicodeScalarView(scalars.prefix(200)))
        return short.isEmpty ? nil : short
    }
}
