internal import Domain

/// Recognises from the header alone that a message may be a bounce.
enum BounceEnvelope {
    /// Whether a mail system seems to have written this: a null reverse-path, a daemon in From, failed
    /// recipients in the header or a bounce's subject from a postmaster.
    static func looksLikeBounce(_ message: ReceivedMessage) -> Bool {
        message.reversePath == .null || isFromDaemon(message) || !message.field("X-Failed-Recipients").isEmpty
            || (isFromPostmaster(message) && hasSubject(message.subject))
    }

    /// Whether From or Return-Path is a mailer daemon.
    static func isFromDaemon(_ message: ReceivedMessage) -> Bool {
        let names = (message.field("From") + message.field("Return-Path")).map {
            OctetScanner.lowered($0.utf8)
        }
        return names.contains { value in
            ["mailer-daemon", "mailerdaemon", "mail-daemon"].contains { daemon in
                Phrase.finds(Array(daemon.utf8), in: value)
            }
        }
    }

    private static func isFromPostmaster(_ message: ReceivedMessage) -> Bool {
        let local = message.originator?.address.localPart ?? ""
        return OctetScanner.lowered(local.utf8).elementsEqual("postmaster".utf8)
    }

    /// Whether `subject` begins like the subject of a bounce or a delay notice.
    static func hasSubject(_ subject: String) -> Bool {
        let lowered = OctetScanner.lowered(subject.utf8)
        return subjects.contains { lowered.starts(with: $0.utf8) }
    }

    private static let subjects = [
        "delivery status notification", "undelivered mail returned to sender", "undeliverable",
        "mail delivery fail", "mail delivery system", "failure notice", "returned mail", "delivery failure",
        "delivery notification", "mail system error", "warning: message", "delayed mail",
        "delivery has failed",
        "message delivery has been delayed", "could not deliver", "message could not be delivered",
        "tidak terkirim", "gagal terkirim", "pesan tidak terkirim", "tidak dapat dikirim",
        "pemberitahuan status pengiriman", "pengiriman gagal",
    ]
}
