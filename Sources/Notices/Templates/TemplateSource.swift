internal import Domain

/// A template file taken apart: subject and body with the places where they stand.
struct TemplateSource {
    /// A stretch of a file.
    struct Part {
        let text: String
        let file: String
        /// Line and column of its first character, from 1.
        let line: Int
        let column: Int

        /// Line and column of the octet at `offset`.
        func position(of offset: Int) -> (line: Int, column: Int) {
            var line = line
            var column = column
            for octet in text.utf8.prefix(offset) {
                if octet == 0x0A {
                    line += 1
                    column = 1
                } else if octet & 0xC0 != 0x80 {
                    column += 1
                }
            }
            return (line, column)
        }

        /// A mistake at `offset`.
        func error(at offset: Int, _ problem: String, remedy: String? = nil) -> DocumentError {
            let place = position(of: offset)
            return DocumentError(
                file: file, line: place.line, column: place.column, problem: problem, remedy: remedy)
        }
    }

    /// A template longer than this is no letter.
    static let maximumOctets = 65_536

    /// `nil` for a footer, and for a file whose front matter is broken.
    let subject: Part?
    let body: Part

    /// A file with front matter: `---`, `subject: …`, `---`, then Markdown.
    init(notice text: String, file: String, problems: inout [DocumentError]) {
        let text = Self.normalized(text, file, &problems)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        func mistake(_ line: Int, _ problem: String, _ remedy: String? = nil) -> DocumentError {
            DocumentError(file: file, line: line, column: 1, problem: problem, remedy: remedy)
        }
        guard lines.first == "---" else {
            problems.append(mistake(1, "the file does not start with front matter", Self.frontMatter))
            subject = nil
            body = Part(text: text, file: file, line: 1, column: 1)
            return
        }
        lines.removeFirst()
        var found: Part?
        var number = 2
        while let line = lines.first, line != "---" {
            lines.removeFirst()
            defer { number += 1 }
            if line.allSatisfy(\.isWhitespace) { continue }
            guard line.hasPrefix("subject:") else {
                let isContinuation = found != nil && line.first?.isWhitespace == true
                problems.append(
                    mistake(
                        number, isContinuation ? "the subject goes on here" : "only 'subject:' stands here",
                        isContinuation ? "write the subject on one line" : Self.frontMatter))
                continue
            }
            if found != nil { problems.append(mistake(number, "the subject stands here twice")) }
            found = Self.subject(line, file: file, line: number)
        }
        if lines.isEmpty { problems.append(mistake(1, "the front matter has no end", Self.frontMatter)) }
        if let found, found.text.isEmpty || found.text == "|" || found.text == ">" {
            problems.append(mistake(found.line, "the subject is empty", "write it behind 'subject:'"))
        } else if found == nil {
            problems.append(mistake(1, "there is no subject", Self.frontMatter))
        }
        subject = found
        body = Part(
            text: lines.dropFirst().joined(separator: "\n"), file: file, line: number + 1, column: 1)
    }

    /// A file that is all body.
    init(footer text: String, file: String, problems: inout [DocumentError]) {
        subject = nil
        body = Part(text: Self.normalized(text, file, &problems), file: file, line: 1, column: 1)
    }

    private static let frontMatter = "the file begins with the lines '---', 'subject: …' and '---'"

    private static func subject(_ line: Substring, file: String, line number: Int) -> Part {
        var value = line.dropFirst("subject:".count).drop { $0 == " " }
        while value.last?.isWhitespace == true { value.removeLast() }
        if value.count >= 2, value.first == "\"", value.last == "\"" { value = value.dropFirst().dropLast() }
        let column = line.distance(from: line.startIndex, to: value.startIndex) + 1
        return Part(text: String(value), file: file, line: number, column: column)
    }

    /// `\n` line ends, no byte order mark; characters that the program uses as marks are refused.
    private static func normalized(
        _ text: String, _ file: String, _ problems: inout [DocumentError]
    ) -> String {
        guard text.utf8.count <= maximumOctets else {
            problems.append(DocumentError(file: file, problem: "longer than \(maximumOctets) octets"))
            return ""
        }
        var line = 1
        var column = 0
        var output = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            column += 1
            switch scalar.value {
            case 0xFEFF where output.isEmpty: break
            case 0x0A where previous == "\r": break
            case 0x0A, 0x0D:
                line += 1
                column = 0
                output.append("\n")
            case 0x00...0x08, 0x0B...0x1F, 0x7F, 0x202A...0x202E, 0x2066...0x2069, 0xF0000...0x10FFFF:
                let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
                let problem = "the invisible character \(code) may not stand in a template"
                problems.append(DocumentError(file: file, line: line, column: column, problem: problem))
            default: output.append(scalar)
            }
        }
        return String(output)
    }
}
