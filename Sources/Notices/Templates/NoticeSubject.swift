internal import Domain

/// The subject of one notice: plain words and values, no Markdown, no sections, never a link or a code.
struct NoticeSubject {
    private enum Piece {
        case literal(String)
        case variable(String)
    }

    /// A value longer than this is cut: mail programs show no more.
    private static let longestValue = 100

    private var pieces: [Piece] = []

    /// Reads and checks the front matter's subject.
    init(_ part: TemplateSource.Part?, of name: NoticeName, problems: inout [DocumentError]) {
        guard let part else { return }
        let variables = name.variables.filter { $0.kind == .text }
        let tags = TemplateTag.all(in: part, problems: &problems)
        for tag in tags where tag.kind != .value {
            problems.append(part.error(at: tag.range.lowerBound, "a subject holds only {{name}} tags"))
        }
        problems += VariableCheck(tags.filter { $0.kind == .value }, in: part, variables: variables).problems
        if name.hasNumber, !part.text.hasPrefix("[{{number}}] ") {
            problems.append(part.error(at: 0, "the subject starts with '[{{number}}] '"))
        }
        let octets = Array(part.text.utf8)
        if let place = octets.indices.dropLast().first(where: { octets[$0...].starts(with: "=?".utf8) }) {
            let problem = "'=?' may not stand in a subject"
            let remedy = "mail programs would decode what follows (RFC 2047); write the words themselves"
            problems.append(part.error(at: place, problem, remedy: remedy))
        }
        var start = 0
        for tag in tags {
            pieces.append(.literal(String(decoding: octets[start..<tag.range.lowerBound], as: UTF8.self)))
            pieces.append(.variable(tag.name))
            start = tag.range.upperBound
        }
        pieces.append(.literal(String(decoding: octets[start...], as: UTF8.self)))
    }

    /// One line without control characters.
    func line(with values: [String: NoticeValue]) -> String {
        var line = ""
        for piece in pieces {
            switch piece {
            case .literal(let text): line += text
            case .variable(let name): line += PlainText.value(values[name], longest: Self.longestValue)
            }
        }
        return line
    }
}
