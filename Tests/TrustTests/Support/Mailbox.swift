import Domain

@testable import Trust

/// Builds the header of a delivered mail, topmost field first.
enum Mailbox {
    static let id = "mx.desk.go.id"
    static let from = "budi@dinas.go.id"
    /// Dovecot's line over LMTP.
    static let lmtp = (
        "Received", "from mx.desk.go.id ([127.0.0.1]) by imap.desk.go.id with LMTP id aB3; Mon"
    )
    /// A content filter's line over loopback.
    static let filter = (
        "Received", "from localhost (localhost [127.0.0.1]) by mx.desk.go.id (Postfix) with ESMTP id 1"
    )
    /// Our server takes the mail from outside.
    static let border = (
        "Received",
        "from mail.evil.test (mail.evil.test [203.0.113.9]) by mx.desk.go.id (Postfix) with ESMTPS id 2"
    )
    /// A server on the way that is not ours.
    static let foreign = (
        "Received", "from pc (pc.evil.test [203.0.113.7]) by mail.evil.test (Postfix) with ESMTPSA id 3"
    )

    /// A field of ours that says `results`.
    static func results(_ results: String, id: String = Mailbox.id) -> (String, String) {
        ("Authentication-Results", "\(id); \(results)")
    }

    /// DMARC passed for the domain in From.
    static let pass = results("dmarc=pass (p=REJECT) header.from=dinas.go.id")

    static func mail(_ fields: [(String, String)], from: String = Mailbox.from) -> ReceivedMessage {
        var message = ReceivedMessage()
        message.headerFields = fields.map { HeaderField(name: $0.0, value: $0.1) }
        message.headerFields.append(HeaderField(name: "From", value: from))
        message.originator = EmailAddress(from).map { NamedAddress(address: $0) }
        message.reversePath = EmailAddress("bounce@evil.test").map { .address($0) } ?? .absent
        message.subject = "Permohonan sertifikat"
        return message
    }
}
