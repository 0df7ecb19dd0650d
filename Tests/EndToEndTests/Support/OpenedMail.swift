import Domain
import Foundation

/// A delivered mail as a person's program shows it, read by Python's `email` and not by our own reader.
struct OpenedMail {
    /// A part that holds something.
    struct Part: Decodable {
        let mediaType: String
        /// The file name of an attachment.
        let name: String?
        let content: Data

        var octets: [UInt8] { Array(content) }
        var text: String { String(decoding: content, as: UTF8.self) }
    }

    /// Header fields, decoded.
    let fields: [[String]]
    let parts: [Part]
    /// The message as it was delivered.
    let octets: [UInt8]

    subscript(_ field: String) -> String {
        fields.first { $0.first?.lowercased() == field.lowercased() }?.last ?? ""
    }

    var subject: String { self["Subject"] }
    var messageID: String { self["Message-ID"] }
    var text: String { parts.first { $0.mediaType == "text/plain" && $0.name == nil }?.text ?? "" }
    var attachments: [Part] { parts.filter { $0.name != nil } }

    /// Every header field and every part, as people can read them.
    var visible: String {
        (fields.map { $0.joined(separator: ": ") } + parts.map(\.text)).joined(separator: "\n")
    }

    /// The attachments whose names end so.
    func attachments(_ suffix: String) -> [Part] { attachments.filter { $0.name?.hasSuffix(suffix) == true } }

    /// The prefilled answers it offers, in their order.
    var answers: [MailtoLink] {
        text.split(whereSeparator: { "<> \n\r".contains($0) }).compactMap { MailtoLink(url: $0) }
            .filter { !$0.body.isEmpty }
    }

    /// Reads one file of a mailbox.
    init(file: String) throws {
        let decoder = JSONDecoder()
        let (fields, parts) = try decoder.decode(Reading.self, from: Data(try Self.read(file).utf8)).pair
        self.fields = fields
        self.parts = parts
        octets = Array(try Data(contentsOf: URL(filePath: file)))
    }

    private struct Reading: Decodable {
        let fields: [[String]]
        let parts: [Part]
        var pair: ([[String]], [Part]) { (fields, parts) }
    }

    private static func read(_ file: String) throws -> String {
        try Shell.python(
            """
            import base64, email, email.policy, json, sys
            mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
            print(json.dumps({
                "fields": [[name, str(value)] for name, value in mail.items()],
                "parts": [{
                    "mediaType": part.get_content_type(), "name": part.get_filename(),
                    "content": base64.b64encode(part.get_payload(decode=True)).decode(),
                } for part in mail.walk() if not part.is_multipart()],
            }))
            """, file)
    }
}
