public import Domain

/// What a delivery status notification (RFC 3464), or a bounce in one of the older free forms, reports.
///
/// Anybody can write one. Act on it only after ``originalMessageID`` was found among our own mails, whose
/// identifiers cannot be guessed.
public struct DeliveryStatusNotification: Sendable, Hashable {
    /// What became of the mail (RFC 3464 section 2.3.3).
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// It will not be delivered; nobody retries.
        case failed
        /// It was not delivered yet; the server goes on trying.
        case delayed
        /// It was delivered.
        case delivered
        /// It went to a system that reports nothing.
        case relayed
        /// It went to several further addresses.
        case expanded
    }

    /// Why it failed or waits; coarse, read from status code and the server's words.
    public enum Cause: String, Sendable, Hashable, Codable, CaseIterable {
        /// There is no such mailbox.
        case unknownMailbox = "unknown-mailbox"
        /// There is no such host or it takes no mail at all.
        case unknownHost = "unknown-host"
        /// The person has another address now.
        case moved
        /// The mailbox is full.
        case mailboxFull = "mailbox-full"
        /// A policy, filter, block list or missing authentication of ours.
        case policy
        /// Everything else: network, time, content, disabled mailbox, no words at all.
        case other

        /// Whether mail to the same address can never arrive.
        public var isPermanent: Bool {
            switch self {
            case .unknownMailbox, .unknownHost, .moved: true
            case .mailboxFull, .policy, .other: false
            }
        }
    }

    /// One reported address.
    public struct Recipient: Sendable, Hashable {
        /// The address mail was tried for; `nil` if the report does not name one plain address.
        public let address: EmailAddress?
        /// The address we wrote to, where it was forwarded from there.
        public let originalAddress: EmailAddress?
        /// What became of it.
        public let action: Action
        /// The status, the remote server's own before the reporting one's.
        public let status: EnhancedStatusCode?
        /// The first line of the server's words, at most 200 characters, without control characters.
        public let diagnostic: String?
        /// Why.
        public let cause: Cause

        /// Whether it failed and writing to this address again is pointless. A failure that is not permanent
        /// (policy, full mailbox, expiry) still means that this mail never arrived.
        public var isPermanent: Bool { action == .failed && cause.isPermanent }
    }

    /// The reported addresses, in order; at least one.
    public let recipients: [Recipient]
    /// The Message-ID of the mail it is about.
    public let originalMessageID: MessageID?

    /// The report in `message`, or `nil` if it is none.
    public static func read(_ message: ReceivedMessage) -> DeliveryStatusNotification? {
        let recipients = recipients(of: message)
        guard !recipients.isEmpty else { return nil }
        return DeliveryStatusNotification(
            recipients: recipients, originalMessageID: ReturnedHeader.messageID(of: message))
    }

    /// From the report part; else from a report whose MIME structure was lost; else from prose; else, when the
    /// server says that it has no report, from the mail it gives back.
    private static func recipients(of message: ReceivedMessage) -> [Recipient] {
        let part = DeliveryReport.part(of: message)
        if let part {
            let reported = DeliveryReport.recipients(of: part, text: message.body)
            if !reported.isEmpty { return reported }
        }
        guard BounceEnvelope.looksLikeBounce(message) else { return [] }
        let text = Array(message.body.utf8.prefix(262_144))
        let embedded = DeliveryReport.recipients(of: text, text: message.body)
        if !embedded.isEmpty { return embedded }
        let told = BounceText.recipients(of: message)
        if !told.isEmpty || part == nil { return told }
        return ReturnedHeader.recipient(of: message).map { address in
            Recipient(
                address: address, originalAddress: nil, action: .failed, status: nil, diagnostic: nil,
                cause: .other)
        }.map { [$0] } ?? []
    }

    /// Whether every address is merely delayed.
    public var isOnlyDelay: Bool { recipients.allSatisfy { $0.action == .delayed } }

    /// Whether no address failed or waits.
    public var isSuccess: Bool {
        recipients.allSatisfy { $0.action != .failed && $0.action != .delayed }
    }
}
