internal import Domain

/// Reads the message/delivery-status part of a DSN (RFC 3464 section 2; RFC 6533 for international addresses).
enum DeliveryReport {
    /// The most reported addresses that are read.
    private static let maximumRecipients = 1000

    /// The decoded report part of `message`, if it has one.
    static func part(of message: ReceivedMessage) -> [UInt8]? {
        let types = ["message/delivery-status", "message/global-delivery-status"]
        guard let part = message.attachments.first(where: { types.contains($0.mediaType) }) else {
            return nil
        }
        return Array(part.content.decoded().prefix(1_048_576))
    }

    /// The addresses in the report; `text` is the human part, which may hold the words a terse report lacks.
    static func recipients(of report: [UInt8], text: String) -> [DeliveryStatusNotification.Recipient] {
        var recipients: [DeliveryStatusNotification.Recipient] = []
        var position = 0
        while position < report.count, recipients.count < maximumRecipients {
            let group = HeaderBlock(report, from: position)
            guard group.end > position else { break }
            position = group.end
            if let recipient = recipient(of: group, text: text) { recipients.append(recipient) }
        }
        return recipients
    }

    private static func recipient(
        of group: HeaderBlock, text: String
    ) -> DeliveryStatusNotification.Recipient? {
        guard let final = group.first("final-recipient") ?? group.first("original-recipient") else {
            return nil
        }
        let original = group.first("original-recipient").flatMap(address)
        let actual = group.first("x-actual-recipient").flatMap(address)
        let reported = group.first("status").flatMap { EnhancedStatusCode(OctetScanner.text($0)) }
        guard let action = action(of: group, status: reported) else { return nil }
        let words = group.first("diagnostic-code").map(withoutType) ?? []
        let diagnosis = Diagnosis(words: words, reported: reported, text: words.isEmpty ? text : "")
        return .init(
            address: address(final) ?? actual ?? original, originalAddress: original, action: action,
            status: diagnosis.status, diagnostic: diagnosis.firstLine, cause: diagnosis.cause)
    }

    /// The action; where it is missing or unknown, the status class tells.
    private static func action(
        of group: HeaderBlock, status: EnhancedStatusCode?
    ) -> DeliveryStatusNotification.Action? {
        let word = group.first("action").map { value in
            OctetScanner.lowered(value.prefix { !OctetScanner.isWhiteSpace($0) && $0 != UInt8(ascii: "(") })
        }
        if let word, let action = DeliveryStatusNotification.Action(rawValue: OctetScanner.text(word)) {
            return action
        }
        switch status?.statusClass {
        case 5: return .failed
        case 4: return .delayed
        case 2: return .delivered
        default: return word == nil ? nil : .failed
        }
    }

    /// What follows the type, as in `rfc822; budi@example.go.id`.
    private static func withoutType(_ value: [UInt8]) -> [UInt8] {
        guard let semicolon = value.firstIndex(of: UInt8(ascii: ";")) else { return value }
        let type = value[..<semicolon].drop { OctetScanner.isWhiteSpace($0) }
        guard type.allSatisfy({ OctetScanner.isToken($0) || $0 == 0x20 }), type.count < 30 else {
            return value
        }
        return Array(value[(semicolon + 1)...].drop { OctetScanner.isWhiteSpace($0) })
    }

    private static func address(_ value: [UInt8]) -> EmailAddress? { AddressText.address(withoutType(value)) }
}
