import Domain
import Notices

/// A mail that has been decided on but not yet written: everything its final octets follow from.
struct NoticeDraft: Sendable {
    /// Whether a mail moves a request or merely answers; answers are what mail loops are made of.
    enum Kind: Sendable {
        /// It follows from an event of a request.
        case work
        /// It answers somebody's mail without any effect.
        case answer
    }

    let kind: Kind
    let notice: NoticeName
    let locale: Locale
    let values: [String: NoticeValue]
    let recipient: NamedAddress
    let request: RequestNumber?
    /// Whether it goes out before all others.
    var isUrgent = false
    /// The code that a plain reply carries, if an answer is asked for.
    let replyCode: OneTimeCode?
    let attachments: [OutgoingMail.Attachment]
    let messageID: MessageID
    let inReplyTo: MessageID?
    let references: [MessageID]
}
