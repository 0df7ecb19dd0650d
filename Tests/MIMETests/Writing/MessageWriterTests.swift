import Domain
import MIME
import TestSupport
import Testing

struct MessageWriterTests {
    static func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    static func mail(
        subject: String = "[SE-2026-000123-7] Lengkapi data", name: String? = "Layanan",
        text: String = "Halo\n",
        html: String? = nil, attachments: [OutgoingMail.Attachment] = []
    ) throws -> OutgoingMail {
        OutgoingMail(
            from: NamedAddress(displayName: name, address: try address("layanan@example.go.id")),
            to: NamedAddress(displayName: name, address: try address("budi@example.go.id")),
            replyTo: try address("layanan+token@example.go.id"), subject: subject, text: text, html: html,
            attachments: attachments, messageID: try #require(MessageID("m1@example.go.id")),
            date: Timestamp(seconds: 1_795_399_200), zone: .wib, language: .indonesian)
    }

    private func text(_ mail: OutgoingMail) throws -> String {
        String(decoding: try MessageWriter().bytes(of: mail), as: UTF8.self)
    }

    @Test func `a plain mail reads as it should`() throws {
        let expected = """
            From: Layanan <layanan@example.go.id>
            To: Layanan <budi@example.go.id>
            Reply-To: layanan+token@example.go.id
            Subject: [SE-2026-000123-7] Lengkapi data
            Date: Mon, 23 Nov 2026 09:00:00 +0700
            Message-ID: <m1@example.go.id>
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            Content-Language: id
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            Halo

            """
        #expect(try MessageWriter().bytes(of: Self.mail()) == Mail.octets(expected))
    }

    @Test func `the same mail gives the same octets`() throws {
        let attachment = OutgoingMail.Attachment(
            filename: "a.pdf", mediaType: "application/pdf", bytes: [1, 2, 3])
        let mail = try Self.mail(text: "Ä", html: "<p>Ä</p>", attachments: [attachment])
        #expect(try MessageWriter().bytes(of: mail) == MessageWriter().bytes(of: mail))
    }

    @Test func `pictures that the HTML shows go along with it, other files beside it`() throws {
        let name = try #require(MessageID("chart.m1@example.go.id"))
        let picture = OutgoingMail.Attachment(
            filename: "chart.png", mediaType: "image/png", bytes: [1, 2, 3], contentID: name)
        let sheet = OutgoingMail.Attachment(filename: "a.csv", mediaType: "text/csv", bytes: [65])
        let mail = try Self.mail(
            html: "<img src=\"cid:chart.m1@example.go.id\">", attachments: [sheet, picture])
        let octets = try MessageWriter().bytes(of: mail)
        let types = MessageReader().entity(octets).flattened.map(\.contentType.mediaType)
        #expect(
            types == [
                "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html",
                "image/png", "text/csv",
            ])
        let text = String(decoding: octets, as: UTF8.self)
        #expect(text.contains("Content-ID: <chart.m1@example.go.id>\r\n"))
        #expect(text.contains("Content-Disposition: inline; filename=\"chart.png\"\r\n"))
        #expect(text.contains("type=\"text/html\""))
        let message = MessageReader().receivedMessage(octets)
        #expect(message.defects.isEmpty && message.attachments.count == 2)
        let shown = try #require(message.attachments.first { $0.isInline })
        #expect(shown.contentID == "chart.m1@example.go.id" && shown.content.decoded() == [1, 2, 3])
    }

    @Test func `without HTML a picture is a file like any other`() throws {
        let picture = OutgoingMail.Attachment(
            filename: "chart.png", mediaType: "image/png", bytes: [1], contentID: MessageID("c@example.go.id")
        )
        let octets = try MessageWriter().bytes(of: Self.mail(attachments: [picture]))
        #expect(
            MessageReader().entity(octets).flattened.map(\.contentType.mediaType) == [
                "multipart/mixed", "text/plain", "image/png",
            ])
    }

    @Test func `text, HTML and files come back as they went`() throws {
        let random = SeededRandom(3)
        let bytes = random.randomBytes(5000)
        let mail = try Self.mail(
            subject: "Sertifikat – täglich", text: "Halo Ä\nFrom me\n.\n-- \nx", html: "<p>Halo Ä</p>",
            attachments: [
                OutgoingMail.Attachment(
                    filename: "sértifikat „baru“.pdf", mediaType: "application/pdf", bytes: bytes),
                OutgoingMail.Attachment(
                    filename: "page.html", mediaType: "text/html; charset=utf-8", bytes: [60]),
                OutgoingMail.Attachment(filename: "empty", mediaType: "application/octet-stream", bytes: []),
            ])
        let octets = try MessageWriter().bytes(of: mail)
        let message = MessageReader().receivedMessage(octets)
        #expect(message.defects.isEmpty)
        #expect(message.subject == mail.subject)
        #expect(message.body == "Halo Ä\nFrom me\n.\n-- \nx\n")
        #expect(message.alternativeBody == "Halo Ä")
        #expect(message.attachments.map(\.filename) == ["sértifikat „baru“.pdf", "page.html", "empty"])
        #expect(
            message.attachments.map(\.mediaType) == [
                "application/pdf", "text/html", "application/octet-stream",
            ])
        #expect(message.attachments.map { $0.content.decoded() } == [bytes, [60], []])
        let lines = octets.split(separator: 10)
        #expect(lines.allSatisfy { $0.count <= 79 })
    }

    @Test func `people's mail bears no mark of a machine`() throws {
        var mail = try Self.mail()
        mail.autoSubmitted = .no
        #expect(try !text(mail).contains("Auto"))
        mail.autoSubmitted = .replied
        #expect(try text(mail).contains("\r\nAuto-Submitted: auto-replied\r\n"))
    }

    @Test func `a long thread keeps its first and last identifiers`() throws {
        var mail = try Self.mail()
        mail.references = (0..<50).compactMap {
            MessageID("id\($0)@\(String(repeating: "x", count: 200)).id")
        }
        mail.inReplyTo = mail.references.last
        let message = MessageReader().receivedMessage(try MessageWriter().bytes(of: mail))
        #expect(message.references == [mail.references[0]] + mail.references.suffix(20))
        #expect(message.inReplyTo.first == mail.references.last)
        #expect(message.disqualifyingDefect == nil)
    }

    @Test func `a boundary never occurs in a part`() throws {
        let first = try text(try Self.mail(text: "x", html: "y"))
        let boundary = try #require(first.split(separator: "boundary=\"").last?.split(separator: "\"").first)
        let second = try text(try Self.mail(text: "--\(boundary)\n--\(boundary)--\n", html: "y"))
        let other = try #require(second.split(separator: "boundary=\"").last?.split(separator: "\"").first)
        // Quoted-printable escapes the equals sign, so that the boundary may stay; in 7bit text it must change.
        #expect(boundary != other)
        let message = MessageReader().receivedMessage(Array(second.utf8))
        #expect(message.body == "--\(boundary)\n--\(boundary)--\n")
    }

    @Test(arguments: ["", "pdf", "multipart/mixed; boundary=x", "a/b; name=\"\u{FC}\"", "a/b\r\nX: y"])
    func `a media type that is none is refused`(mediaType: String) throws {
        let attachment = OutgoingMail.Attachment(filename: "a", mediaType: mediaType, bytes: [])
        #expect(throws: MessageWriterError.unusableMediaType) {
            try MessageWriter().bytes(of: Self.mail(attachments: [attachment]))
        }
    }

    @Test func `a message goes as a file`() throws {
        let attachment = OutgoingMail.Attachment(
            filename: "a.eml", mediaType: "message/rfc822", bytes: [65, 13])
        let message = MessageReader().receivedMessage(
            try MessageWriter().bytes(of: Self.mail(attachments: [attachment])))
        #expect(message.attachments.map(\.mediaType) == ["application/octet-stream"])
        #expect(message.attachments[0].content.decoded() == [65, 13])
    }

    @Test func `an internationalised address is written as it is`() throws {
        var mail = try Self.mail()
        mail.to = NamedAddress(address: try Self.address("büdi@example.go.id"))
        let message = MessageReader().receivedMessage(try MessageWriter().bytes(of: mail))
        #expect(message.to.first?.address.localPart == "büdi")
    }

    @Test(arguments: [
        ("a\n", SerializedMail.Violation.noFinalLineEnd), ("a\rb\r\n", .bareCR), ("a\0\r\n", .nul),
        ("a", .noFinalLineEnd),
        ("a\r\nb\n\r\n", .bareLF), (String(repeating: "x", count: 999) + "\r\n", .longLine),
        ("a\r\r\n", .bareCR),
    ])
    func `the last check refuses what SMTP cannot carry`(text: String, violation: SerializedMail.Violation) {
        #expect(throws: MessageWriterError.unsafeOctets(violation)) {
            try SerializedMail(checking: Array(text.utf8))
        }
    }

    @Test func `the last check lets 998 octets pass`() throws {
        _ = try SerializedMail(checking: Array((String(repeating: "x", count: 998) + "\r\n").utf8))
    }
}
