import Domain
import Notices

/// What surrounds an announcement but is no part of the state.
struct Occasion {
    /// The mail that caused it, to be answered in its thread.
    var cause: ReceivedMessage?
    /// Rows about faults of the mail that caused it.
    var faults: [[String: NoticeValue]] = []
    /// Rows about oddities that are no faults.
    var warnings: [[String: NoticeValue]] = []
    /// What a new certificate is handed over with.
    var delivery: Delivery?
    /// How the promised time stands, when a warning is about it.
    var service: ServiceTime?

    /// A certificate on its way to its holder.
    struct Delivery {
        /// Certificate, chain, and the protected key if the desk made it.
        let attachments: [OutgoingMail.Attachment]
        /// The file name of the protected key.
        let bundle: String?
    }
}
