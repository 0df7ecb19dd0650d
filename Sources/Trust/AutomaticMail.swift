public import Domain

/// Mail that no person wrote to us just now (RFC 3834 and what programs do instead of it).
///
/// It never opens a request, never spends a token and never gets an answer.
public struct AutomaticMail: Sendable, Hashable, CustomStringConvertible {
    /// The kinds; the raw value is the machine name `explain` shows.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Our own mail came back: own address, own Message-ID.
        case ownMail = "own-mail"
        /// A mail could not be delivered (RFC 3464).
        case deliveryFailure = "delivery-failure"
        /// A mail is not delivered yet.
        case deliveryDelay = "delivery-delay"
        /// A mail was delivered.
        case deliverySuccess = "delivery-success"
        /// A read receipt (RFC 8098).
        case readReceipt = "read-receipt"
        /// An answer to an invitation (RFC 5546).
        case calendarReply = "calendar-reply"
        /// A complaint from a feedback loop (RFC 5965).
        case feedbackReport = "feedback-report"
        /// An absence notice or another automatic answer.
        case automaticReply = "automatic-reply"
        /// A mailing list or a mass mailing.
        case bulk
        /// Sent by a program on its own account.
        case generated
        /// Nothing but the null reverse-path says so.
        case nullReversePath = "null-reverse-path"
    }

    /// The kind.
    public let kind: Kind
    /// What gave it away: a stable machine name such as `header:auto-submitted` or `subject:out of office`.
    public let evidence: String

    init(_ kind: Kind, _ evidence: String) {
        self.kind = kind
        self.evidence = evidence
    }

    /// `kind (evidence)`.
    public var description: String { "\(kind.rawValue) (\(evidence))" }

    /// What kind of automatic mail `message` is, or `nil` if a person seems to have written it.
    ///
    /// - Parameters:
    ///   - ownAddresses: the addresses the desk receives and sends with; subaddresses are included.
    ///   - ownMessageIDDomain: the right-hand side of the desk's own Message-IDs, if nobody else uses it.
    public static func classify(
        _ message: ReceivedMessage, ownAddresses: [EmailAddress], ownMessageIDDomain: String? = nil
    ) -> AutomaticMail? {
        ownMail(message, ownAddresses, ownMessageIDDomain) ?? report(message) ?? calendarReply(message)
            ?? automaticReply(message) ?? bulk(message) ?? generated(message) ?? bare(message)
    }

    /// Bounces, receipts and complaints, by their media type or by their look.
    private static func report(_ message: ReceivedMessage) -> AutomaticMail? {
        if let notification = DeliveryStatusNotification.read(message) {
            let kind: Kind =
                notification.isSuccess
                ? .deliverySuccess : notification.isOnlyDelay ? .deliveryDelay : .deliveryFailure
            return AutomaticMail(kind, "report:delivery-status")
        }
        let types = message.attachments.map(\.mediaType) + [message.mediaType]
        let type = message.mediaTypeParameters["report-type"].map {
            OctetScanner.text(OctetScanner.lowered($0.utf8))
        }
        if types.contains("message/disposition-notification") || type == "disposition-notification" {
            return AutomaticMail(.readReceipt, "report:disposition-notification")
        }
        if types.contains("message/feedback-report") || type == "feedback-report" {
            return AutomaticMail(.feedbackReport, "report:feedback-report")
        }
        if types.contains("message/delivery-status") || type == "delivery-status" {
            return AutomaticMail(.deliveryFailure, "report:unreadable")
        }
        if !message.field("X-Failed-Recipients").isEmpty {
            return AutomaticMail(.deliveryFailure, "header:x-failed-recipients")
        }
        if BounceEnvelope.looksLikeBounce(message), BounceEnvelope.hasSubject(message.subject) {
            return AutomaticMail(.deliveryFailure, "subject:bounce")
        }
        if BounceEnvelope.isFromDaemon(message) {
            return AutomaticMail(.deliveryFailure, "from:mailer-daemon")
        }
        return nil
    }

    /// Answers to invitations: a text/calendar part with METHOD:REPLY, COUNTER or the like.
    private static func calendarReply(_ message: ReceivedMessage) -> AutomaticMail? {
        let answers = ["reply", "counter", "declinecounter", "refresh"]
        if message.mediaType == "text/calendar", let method = message.mediaTypeParameters["method"],
            answers.contains(OctetScanner.text(OctetScanner.lowered(method.utf8)))
        {
            return AutomaticMail(.calendarReply, "calendar:method")
        }
        for part in message.attachments where ["text/calendar", "application/ics"].contains(part.mediaType) {
            let start = Phrase.normalized(part.content.prefix)
            if answers.contains(where: { Phrase.finds(Array("method:\($0)".utf8), in: start) }) {
                return AutomaticMail(.calendarReply, "calendar:method")
            }
        }
        return nil
    }

    /// What is left when nothing but the envelope speaks.
    private static func bare(_ message: ReceivedMessage) -> AutomaticMail? {
        message.reversePath == .null ? AutomaticMail(.nullReversePath, "return-path:null") : nil
    }
}
