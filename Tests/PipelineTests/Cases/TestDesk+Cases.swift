import Domain
import Foundation
import MIME
import Testing

/// What citizens and officers do.
extension TestDesk {
    static let wati = "wati@warga.example"

    /// Wati complains about the registration counter; the mail the officer gets.
    @discardableResult
    func complain(
        _ subject: String = "PENGADUAN loket tutup",
        body: String = "Loket sudah tutup pukul 13.00, padahal tertulis sampai 15.00.",
        from citizen: String = TestDesk.wati
    ) throws -> ReceivedMessage {
        receive(from: citizen, subject: subject, body: body)
        markRead()
        try run()
        return try #require(newMail(for: Self.officer).last)
    }

    /// The officer replies to `mail` as mail programs do: to its Reply-To, with its subject.
    func reply(
        to mail: ReceivedMessage, _ body: String, from sender: String = TestDesk.officer, pdf: Bool = false,
        subject: String? = nil, extra: String = ""
    ) throws {
        let address = mail.replyTo.first?.address.addrSpec ?? "layanan@desk.example"
        receive(
            from: sender, to: address, subject: subject ?? "Re: \(mail.subject)", body: body, pdf: pdf,
            extra: extra)
        markRead()
        try run()
    }

    /// The only case.
    func caseFile() throws -> CaseRecord {
        let all = try cases()
        #expect(all.count == 1)
        return try #require(all.first)
    }

    /// All cases, newest first.
    func cases() throws -> [CaseRecord] { try ledger.read { try $0.cases(CaseFilter()) } }

    /// A mail with a file.
    func receive(
        from sender: String, subject: String, body: String, file: [UInt8], named name: String,
        mediaType: String
    ) {
        let domain = sender.split(separator: "@").last ?? ""
        let content = Data(file).base64EncodedString(options: .lineLength76Characters)
        let id = "f\(mailbox.messages.count)@\(domain)"
        mailbox.add(
            Array(
                """
                Return-Path: <\(sender)>\r
                Delivered-To: layanan@desk.example\r
                Authentication-Results: mx.desk.example; dmarc=pass header.from=\(domain)\r
                Received: from client by mx.desk.example with ESMTP; Mon, 23 Nov 2026 09:00:00 +0700\r
                From: Orang <\(sender)>\r
                To: layanan@desk.example\r
                Subject: \(subject)\r
                Date: Mon, 23 Nov 2026 09:00:00 +0700\r
                Message-ID: <\(id)>\r
                MIME-Version: 1.0\r
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                \(body)\r
                --b\r
                Content-Type: \(mediaType); name="\(name)"\r
                Content-Disposition: attachment; filename="\(name)"\r
                Content-Transfer-Encoding: base64\r
                \r
                \(content)\r
                --b--\r

                """.utf8))
    }

    /// Whether any mail ever sent to `person` holds `needle`, in its octets or in anything decoded from them.
    func everShown(_ needle: String, to person: String) -> Bool {
        let wanted = needle.lowercased()
        return submission.accepted.filter { $0.recipient == EmailAddress(person) }.contains { item in
            let mail = MessageReader().receivedMessage(item.bytes)
            let texts =
                [
                    String(decoding: item.bytes, as: UTF8.self), mail.body, mail.alternativeBody ?? "",
                    mail.subject,
                ]
                + mail.headerFields.map(\.value)
                + mail.attachments.flatMap { file in
                    [file.filename ?? "", String(decoding: file.content.decoded(), as: UTF8.self)]
                }
            return texts.contains { $0.lowercased().contains(wanted) }
        }
    }

    /// How many mails with this notice were ever queued.
    func count(_ notice: String, of number: RequestNumber) throws -> Int {
        try ledger.read { try $0.outbox(of: number) }.count { $0.record.notice == notice }
    }
}
