internal import Domain
internal import Foundation

/// Writes letters as people's mail programs do: not as the desk's own writer does, so that reading them
/// proves something.
struct LetterWriter {
    let zone: ServiceZone

    /// The octets of `letter`, sent at `moment` under the identifier `id`, with CRLF line ends.
    func octets(of letter: Letter, id: MessageID, at moment: Timestamp) -> [UInt8] {
        let person = letter.sender
        let program = person.program.signature
        var fields: [(String, String)] = [
            ("From", "\(phrase(person.name)) <\(person.address)>"),
            ("To", letter.recipient.addrSpec),
            ("Subject", unstructured(letter.subject)),
            ("Date", MailDate.text(moment, zone)),
            ("Message-ID", id.description),
        ]
        if let original = letter.answered?.message, let answered = original.messageID {
            fields.append(("In-Reply-To", answered.description))
            let thread = (original.references + [answered]).map(\.description)
            fields.append(("References", thread.joined(separator: "\r\n ")))
        }
        fields.append(program)
        fields += letter.fields.map { ($0.name, $0.value) }
        fields.append(("MIME-Version", "1.0"))
        let content = content(of: letter)
        let header = (fields + content.fields).map { "\($0.0): \($0.1)\r\n" }.joined()
        return Array((header + "\r\n" + content.body).utf8)
    }

    private struct Part {
        var fields: [(String, String)]
        var body: String
    }

    private func content(of letter: Letter) -> Part {
        let (text, html) = letter.sender.program.body(of: letter, zone: zone)
        let texts = [text.map { part($0, "plain") }, html.map { part($0, "html") }].compactMap(\.self)
        let body = texts.count == 1 ? texts[0] : multipart(texts, "alternative")
        guard !letter.documents.isEmpty else { return body }
        return multipart([body] + letter.documents.map(part), "mixed")
    }

    private func part(_ text: String, _ subtype: String) -> Part {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isShort = lines.allSatisfy { $0.utf8.count <= 900 }
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let crlf = lines.joined(separator: "\r\n")
        let encoding = isShort ? (isASCII ? "7bit" : "8bit") : "base64"
        return Part(
            fields: [
                ("Content-Type", "text/\(subtype); charset=utf-8"), ("Content-Transfer-Encoding", encoding),
            ], body: (isShort ? crlf : base64(Array(crlf.utf8))) + "\r\n")
    }

    private func part(_ document: SyntheticDocument) -> Part {
        let name = document.filename.replacing("\"", with: "'")
        return Part(
            fields: [
                ("Content-Type", "\(document.mediaType); name=\"\(name)\""),
                ("Content-Disposition", "attachment; filename=\"\(name)\""),
                ("Content-Transfer-Encoding", "base64"),
            ], body: base64(document.bytes) + "\r\n")
    }

    private func multipart(_ parts: [Part], _ subtype: String) -> Part {
        // Base64 and the texts people write hold no line that begins so.
        let boundary = "----=_Part_\(subtype)_\(parts.count)_\(parts.reduce(0) { $0 + $1.body.utf8.count })"
        var body = ""
        for part in parts {
            body += "--\(boundary)\r\n" + part.fields.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
            body += part.body + "\r\n"
        }
        return Part(
            fields: [("Content-Type", "multipart/\(subtype); boundary=\"\(boundary)\"")],
            body: body + "--\(boundary)--\r\n")
    }

    private func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
    }

    private func phrase(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        return isPlain ? "\"\(name)\"" : encodedWords(name)
    }

    private func unstructured(_ text: String) -> String {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text : encodedWords(text)
    }

    /// RFC 2047, base64, at most 45 octets of text in a word.
    private func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for character in text {
            let octets = Array(String(character).utf8)
            if let last = words.last, last.count + octets.count > 45 { words.append([]) }
            words[words.count - 1] += octets
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}
