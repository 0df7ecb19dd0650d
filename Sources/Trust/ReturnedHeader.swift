internal import Domain

/// Finds the identifier of the mail that a bounce gives back.
enum ReturnedHeader {
    /// The Message-ID in the returned header or message part, else in the text after the report.
    static func messageID(of message: ReceivedMessage) -> MessageID? {
        for header in returned(by: message) {
            if let id = header.first("message-id").flatMap(identifier) { return id }
        }
        return inText(message.body) ?? message.inReplyTo.first ?? message.references.last
    }

    /// The one address the returned mail was sent to.
    static func recipient(of message: ReceivedMessage) -> EmailAddress? {
        let fields = returned(by: message).compactMap { $0.first("to") }
        return fields.first.flatMap { AddressText.address($0) }
    }

    private static func returned(by message: ReceivedMessage) -> [HeaderBlock] {
        let types = [
            "text/rfc822-headers", "message/rfc822", "message/global", "message/global-headers",
            "message/rfc822-headers",
        ]
        return message.attachments.filter { types.contains($0.mediaType) }.prefix(4).map { part in
            HeaderBlock(Array(part.content.decoded().prefix(262_144)))
        }
    }

    /// The first line of `text` that is a Message-ID field; free-form bounces give the mail back in their text.
    private static func inText(_ text: String) -> MessageID? {
        var lines = LineReader(Array(text.utf8.prefix(524_288)))
        let name = Array("message-id:".utf8)
        while let line = lines.next() {
            guard line.count >= name.count, OctetScanner.lowered(line.prefix(name.count)) == name else {
                continue
            }
            let value = line.dropFirst(name.count)
            if !value.allSatisfy({ OctetScanner.isWhiteSpace($0) }) { return identifier(value) }
            return lines.next().flatMap(identifier)
        }
        return nil
    }

    private static func identifier(_ value: some Collection<UInt8>) -> MessageID? {
        guard let start = value.firstIndex(of: UInt8(ascii: "<")) else {
            return MessageID(OctetScanner.text(value.filter { !OctetScanner.isWhiteSpace($0) }))
        }
        let rest = value[start...]
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return MessageID(OctetScanner.text(Array(rest[...end])))
    }
}
