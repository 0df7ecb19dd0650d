// SUMMARY: Reads messages from octets: the tree of entities as it is, and the message as the desk
// reasons about it. Bodies stay slices of the message until somebody asks for them.
// TRUST: Every octet comes from a stranger. This code believes nothing but the grammar: it never traps, takes
// time linear in the size of the message, stops at ``MessageLimits``, and reports whatever another reader could
// understand differently. Names, types, dates and charsets are claims of the sender, passed on as such.

public import Domain

/// Reads messages (RFC 5322, RFC 2045 to 2047, 2183, 2231, 3676, 6532).
public struct MessageReader: Sendable {
    /// What one message may hold.
    public let limits: MessageLimits

    /// A reader that stops at `limits`.
    public init(limits: MessageLimits = .standard) { self.limits = limits }

    /// The tree of a message, embedded messages entered. Line ends may be CRLF or LF.
    public func entity(_ bytes: [UInt8]) -> MIMEEntity {
        var reader = EntityReader(bytes, limits: limits, entersMessages: true)
        return reader.read()
    }

    /// The message as the desk reasons about it.
    ///
    /// Embedded messages are attachments of raw octets and are not entered, so that nothing inside one can
    /// count as this message's own.
    public func receivedMessage(_ bytes: [UInt8]) -> ReceivedMessage {
        var reader = EntityReader(bytes, limits: limits, entersMessages: false)
        let root = reader.read()
        var message = header(of: root)
        guard !message.defects.contains(where: { $0.severity == .limit }) else { return message }
        let selection = BodySelection(of: root, limits: limits)
        message.body = selection.body
        message.bodySource = selection.source
        message.alternativeBody = selection.alternative
        message.attachments = selection.attachments
        message.defects += selection.defects
        return message
    }

    /// Only the header section, for a message too large to be fetched; there is no body and no attachment.
    public func headerSection(_ bytes: [UInt8]) -> ReceivedMessage {
        let reader = EntityReader(bytes, limits: limits, entersMessages: false)
        return header(of: reader.readHeader())
    }

    private func header(of root: MIMEEntity) -> ReceivedMessage {
        var fields = MessageFields(root, limits: limits)
        return fields.message()
    }
}
