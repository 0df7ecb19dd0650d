internal import Domain

extension AutomaticMail {
    /// Absence notices and the like, by header (RFC 3834 and vendors' own) or by subject.
    static func automaticReply(_ message: ReceivedMessage) -> AutomaticMail? {
        if autoSubmitted(message).contains(where: { $0.starts(with: "auto-replied".utf8) }) {
            return AutomaticMail(.automaticReply, "header:auto-submitted")
        }
        if let name = firstField(of: message, in: replyHeaders) {
            return AutomaticMail(.automaticReply, "header:\(name)")
        }
        if precedence(message).contains("auto_reply") || precedence(message).contains("auto-reply") {
            return AutomaticMail(.automaticReply, "header:precedence")
        }
        let deliveredTo = message.field("Delivered-To").map { OctetScanner.lowered($0.utf8) }
        if deliveredTo.contains(Array("autoresponder".utf8)) {
            return AutomaticMail(.automaticReply, "header:delivered-to")
        }
        let postClass = message.field("X-POST-MessageClass").map { OctetScanner.lowered($0.utf8) }
        if postClass.contains(where: { Phrase.finds(Array("autoresponder".utf8), in: $0) }) {
            return AutomaticMail(.automaticReply, "header:x-post-messageclass")
        }
        return AbsenceSubject.phrase(in: message.subject).map {
            AutomaticMail(.automaticReply, "subject:\($0)")
        }
    }

    /// Mailing lists and mass mailings: List fields (RFC 2369, RFC 2919), Precedence, list managers' marks.
    static func bulk(_ message: ReceivedMessage) -> AutomaticMail? {
        // A List field counts whatever it says: `List-Post: NO` is a list that nobody may write to.
        if let name = listHeaders.first(where: { !message.field($0).isEmpty }) {
            return AutomaticMail(.bulk, "header:\(name)")
        }
        if !Set(precedence(message)).isDisjoint(with: ["bulk", "list", "junk"]) {
            return AutomaticMail(.bulk, "header:precedence")
        }
        return nil
    }

    /// Programs that say so: Auto-Submitted other than `no`, loop marks, machine marks.
    static func generated(_ message: ReceivedMessage) -> AutomaticMail? {
        if !autoSubmitted(message).isEmpty { return AutomaticMail(.generated, "header:auto-submitted") }
        return firstField(of: message, in: machineHeaders).map { AutomaticMail(.generated, "header:\($0)") }
    }

    /// X-Auto-Response-Suppress is missing on purpose: it asks others for silence and stands in mails that
    /// people write through Exchange, too. Feedback-ID and X-Mailer say nothing either.
    private static let replyHeaders: [StaticString] = [
        "x-autoreply", "x-auto-reply", "x-autoreply-from", "x-auto-reply-from", "x-mail-autoreply",
        "x-autorespond", "x-auto-respond", "x-autoresponder", "x-autoresponse", "x-vacation",
        "x-out-of-office",
    ]

    private static let listHeaders: [StaticString] = [
        "list-id", "list-post", "list-unsubscribe", "list-subscribe", "list-owner", "list-archive",
        "list-help", "mailing-list", "x-mailing-list", "x-mailman-version", "x-beenthere", "x-list",
        "x-google-group-id", "x-campaign-id", "x-campaignid",
    ]

    private static let machineHeaders: [StaticString] = [
        "x-loop", "x-fc-machinegenerated", "x-roundup-loop", "x-rt-loop-prevention", "x-cron-env",
        "x-auto-generated", "x-jira-fingerprint",
    ]

    /// The first of `names` that `message` bears with a value other than `no`, `false` or `0`.
    private static func firstField(of message: ReceivedMessage, in names: [StaticString]) -> String? {
        for name in names {
            for value in message.field(name) {
                let word = Phrase.normalized(value.utf8)
                if !["no", "false", "0"].contains(OctetScanner.text(word)) { return "\(name)" }
            }
        }
        return nil
    }

    /// The keywords of all Auto-Submitted fields (RFC 3834 section 5) but `no`: comments and parameters
    /// removed, lower case.
    private static func autoSubmitted(_ message: ReceivedMessage) -> [[UInt8]] {
        message.field("Auto-Submitted").compactMap { keyword($0) }.filter { !$0.elementsEqual("no".utf8) }
    }

    /// The keywords of Precedence and X-Precedence, lower case.
    private static func precedence(_ message: ReceivedMessage) -> [String] {
        (message.field("Precedence") + message.field("X-Precedence"))
            .compactMap { keyword($0).map { OctetScanner.text($0) } }
    }

    /// The first word of a value, comments passed over, in lower case; `nil` if there is none.
    private static func keyword(_ value: String) -> [UInt8]? {
        var scanner = OctetScanner(Array(value.utf8))
        guard scanner.skipCFWS() else { return [] }
        if scanner.take(UInt8(ascii: "\"")) { scanner.skipWhiteSpace() }
        let word = scanner.run { OctetScanner.isToken($0) }
        return word.isEmpty ? nil : OctetScanner.lowered(word)
    }
}
