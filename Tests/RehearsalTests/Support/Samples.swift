import Domain
import Pipeline
import Testing

@testable import Rehearsal

/// Small mails and desks for these tests.
enum Samples {
    static let moment = Timestamp(seconds: 1_795_399_200)

    static func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    static func person(_ program: MailProgram) throws -> ScriptedPerson {
        ScriptedPerson(name: "Budi Santoso", address: try address("budi@surel.example"), program: program)
    }

    /// What `letter` looks like to whoever reads it.
    static func sent(_ letter: Letter) throws -> ReceivedLetter {
        let id = try #require(MessageID("test.1@surel.example"))
        return ReceivedLetter(LetterWriter(zone: .wib).octets(of: letter, id: id, at: moment))
    }

    /// A mail as the desk might write it, with the fields and the HTML given.
    static func deskMail(
        subject: String, text: String = "Yth. Budi,\n\nmohon dijawab.\n", html: String,
        fields: String = "Auto-Submitted: auto-generated\r\nMessage-ID: <m.1@desk.test>\r\n",
        attachment: String? = nil
    ) -> ReceivedLetter {
        let file = attachment.map {
            "--o\r\nContent-Type: application/pdf; name=\"\($0)\"\r\nContent-Disposition: attachment; "
                + "filename=\"\($0)\"\r\n\r\nisi\r\n"
        }
        let crlf = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
        return ReceivedLetter(
            Array(
                """
                From: "Meja Layanan" <layanan@desk.test>\r
                To: budi@surel.example\r
                Reply-To: layanan+abc@desk.test\r
                Subject: \(subject)\r
                Date: Mon, 23 Nov 2026 09:00:00 +0700\r
                \(fields)MIME-Version: 1.0\r
                Content-Type: multipart/mixed; boundary="o"\r
                \r
                --o\r
                Content-Type: multipart/alternative; boundary="i"\r
                \r
                --i\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                \(crlf(text).joined(separator: "\r\n"))\r
                --i\r
                Content-Type: text/html; charset=utf-8\r
                \r
                \(crlf(html).joined(separator: "\r\n"))\r
                --i--\r
                \(file ?? "")--o--\r

                """.utf8))
    }

    /// A desk that does what `run` says and whose words are all their own keys.
    static func desk(run: @escaping (Timestamp) throws -> DeskActivity) throws -> RehearsedDesk {
        let node = { (content: DocumentNode.Content) in
            DocumentNode(content, file: "words.yaml", line: 1, column: 1)
        }
        let words = Wording.keys.map { key in
            (
                key: node(.scalar(key)),
                value: node(
                    .mapping(["id", "en"].map { (key: node(.scalar($0)), value: node(.scalar(key))) }))
            )
        }
        return RehearsedDesk(
            address: try address("layanan@desk.test"), name: "Meja", zone: .wib,
            bystanders: [try address("admin@desk.test")],
            noticeFiles: ["id/sender.help.md": "---\nsubject: Bantuan\n---\n"],
            wording: try Wording(document: node(.mapping(words))), run: run)
    }
}

/// A post office of the test's own: keeps what people send, hands out what the test puts in.
final class PigeonHoles: PostOffice {
    var carried: [Consignment] = []
    var waiting: [(to: EmailAddress, octets: [UInt8])] = []

    func carry(_ consignment: Consignment) { carried.append(consignment) }

    func newMail(
        for people: [EmailAddress], expecting count: Int
    ) -> [(to: EmailAddress, octets: [UInt8])] {
        defer { waiting = [] }
        return waiting.filter { people.contains($0.to) }
    }
}
