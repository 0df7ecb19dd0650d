internal import Domain

/// Reads the bounces that state their case in prose only: Exim, qmail, older Postfix and sendmail, Gmail.
///
/// All of them name an address at the beginning of a line, or alone on an indented line, and give the reason
/// in the lines after it.
enum BounceText {
    /// The most addresses and reason lines that are read.
    private static let limits = (recipients: 1000, lines: 4000, reason: 12)

    /// The reported addresses.
    static func recipients(of message: ReceivedMessage) -> [DeliveryStatusNotification.Recipient] {
        let report = report(in: message.body)
        let isDelay = isDelay(subject: message.subject, report: report)
        let announced = message.field("X-Failed-Recipients").flatMap(AddressText.list)
        var reasons = reasons(in: report, announced: announced)
        for address in announced where !reasons.contains(where: { $0.address == address }) {
            reasons.append((address, []))
        }
        let whole = OctetScanner.text(Array(report.joined(separator: [0x0A])))
        return reasons.map { address, reason in
            let diagnosis = Diagnosis(words: reason, reported: nil, text: whole)
            return .init(
                address: address, originalAddress: nil, action: isDelay ? .delayed : .failed,
                status: diagnosis.status, diagnostic: diagnosis.firstLine, cause: diagnosis.cause)
        }
    }

    /// The lines of `body` up to the mail that is given back.
    private static func report(in body: String) -> [ArraySlice<UInt8>] {
        var lines = LineReader(Array(body.utf8.prefix(262_144)))
        var report: [ArraySlice<UInt8>] = []
        while report.count < limits.lines, let line = lines.next() {
            if isSeparator(line) { break }
            report.append(line)
        }
        return report
    }

    /// Whether the returned mail begins after `line`.
    private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
        let text = Phrase.normalized(line)
        let dashes = text.prefix { $0 == UInt8(ascii: "-") }.count
        if dashes >= 3 {
            let words = [
                "copy of", "original message", "below this line", "message header", "returned message",
            ]
            return words.contains { Phrase.finds(Array($0.utf8), in: text) }
        }
        return text.starts(with: "original message follows".utf8)
            || text.starts(with: "message header follows".utf8) || text.starts(with: "return-path:".utf8)
    }

    /// Addresses with the lines that follow each, up to a blank line or the next address.
    private static func reasons(
        in report: [ArraySlice<UInt8>], announced: [EmailAddress]
    ) -> [(address: EmailAddress, reason: [UInt8])] {
        var found: [(address: EmailAddress, reason: [UInt8])] = []
        var open: Int?
        var isAfterFailure = false
        var remaining = 0
        for line in report {
            let text = Phrase.normalized(line)
            if text.isEmpty {
                remaining = min(remaining, 6)
                if isAfterFailure == false { open = nil }
                continue
            }
            if announces(text) { isAfterFailure = true }
            if let (address, rest) = reported(line, text: text, announced: announced, isOpen: open != nil),
                found.count < limits.recipients
            {
                if let index = found.firstIndex(where: { $0.address == address }) {
                    open = index
                    found[index].reason += [0x0A] + rest
                } else {
                    found.append((address, Array(rest)))
                    open = found.count - 1
                }
                remaining = limits.reason
            } else if let index = open, remaining > 0 {
                found[index].reason += [0x0A] + line.drop { OctetScanner.isWhiteSpace($0) }
                remaining -= 1
            }
        }
        return found
    }

    /// The address that `line` reports on: at the beginning in angle brackets with a colon, alone on the line,
    /// or announced in the header.
    private static func reported(
        _ line: ArraySlice<UInt8>, text: [UInt8], announced: [EmailAddress], isOpen: Bool
    ) -> (address: EmailAddress, rest: ArraySlice<UInt8>)? {
        if text.starts(with: "delivery failed ".utf8), let colon = line.lastIndex(of: UInt8(ascii: ":")),
            let (address, rest) = AddressText.leading(line[(colon + 1)...])
        {
            return (address, rest)
        }
        guard let (address, rest) = AddressText.leading(line) else { return nil }
        let after = rest.drop { OctetScanner.isWhiteSpace($0) }
        let isAlone = after.allSatisfy { $0 == UInt8(ascii: ":") } || after.first == UInt8(ascii: "(")
        if announced.contains(address) { return isAlone || !isOpen ? (address, after) : nil }
        guard announced.isEmpty else { return nil }
        let isBracketed = text.first == UInt8(ascii: "<")
        let isClause = after.first == UInt8(ascii: ":") || after.starts(with: "...".utf8)
        return isAlone || (isBracketed && isClause) ? (address, after.drop { $0 == UInt8(ascii: ":") }) : nil
    }

    /// Whether a line announces the failed addresses.
    private static func announces(_ text: [UInt8]) -> Bool {
        ["address(es) failed", "following recipient", "following addresses", "following address"]
            .contains { Phrase.finds(Array($0.utf8), in: text) }
    }

    /// Whether the server goes on trying.
    private static func isDelay(subject: String, report: [ArraySlice<UInt8>]) -> Bool {
        let lines = [Array(subject.utf8)[...]] + report.prefix(40)
        let text = Phrase.normalized(lines.joined(separator: [0x0A]))
        return [
            "not yet been delivered", "has been delayed", "will continue to be made", "will be retried",
            "warning message only", "this is a warning only", "still being retried", "(delay)",
            "delivery attempts will continue", "will keep trying", "do not need to resend",
            "akan mencoba lagi",
        ].contains { Phrase.finds(Array($0.utf8), in: text) }
    }
}
