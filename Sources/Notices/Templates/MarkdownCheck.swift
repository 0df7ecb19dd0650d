internal import Domain

/// Proves that a template's Markdown holds only what both renditions can write.
///
/// The template is read as it would be with every section shown once and every tag replaced by a place, so
/// that a misused tag is known by its own line and column.
struct MarkdownCheck {
    private let part: TemplateSource.Part
    private let tags: [TemplateTag]
    private let allowedLinks: [String]
    private var table = ValueTable()
    private(set) var problems: [DocumentError] = []
    /// The blocks; a value's place is the index of its tag.
    private(set) var blocks: [MarkdownBlock] = []

    /// Checks the body `part`, whose tags have the given kinds (by offset).
    init(
        _ part: TemplateSource.Part, tags: [TemplateTag], kinds: [Int: NoticeVariable.Kind],
        allowedLinks: [String]
    ) {
        self.part = part
        self.tags = tags
        self.allowedLinks = allowedLinks
        table = ValueTable(kinds: tags.map { kinds[$0.range.lowerBound] })
        let (markdown, sourceLines) = Self.flattened(part, tags)
        var refused: [DocumentError] = []
        let read = MarkdownReader.blocks(of: markdown, with: table) { what, line in
            let source = sourceLines.indices.contains(line - 1) ? sourceLines[line - 1] : part.line
            let remedy = what == .html ? "write \\< for a plain <" : nil
            let problem = "\(what.rawValue) are not allowed here"
            let column = Self.column(of: what, line: source - part.line, in: part)
            refused.append(
                DocumentError(
                    file: part.file, line: source, column: column, problem: problem, remedy: remedy))
        }
        problems = refused
        blocks = read ?? []
        problems += WebAddress.refused(in: part, allowed: allowedLinks)
        refuseNumericReferences()
        walk(blocks)
    }

    private mutating func walk(_ blocks: [MarkdownBlock]) {
        for block in blocks {
            switch block {
            case .paragraph(let inlines), .heading(_, let inlines), .button(let inlines, _): walk(inlines)
            case .list(_, _, let items): for item in items { walk(item) }
            case .quote(let inner): walk(inner)
            case .code(let pieces): for case .value(let place) in pieces { checkWord(place) }
            case .rule, .preformatted, .picture: break
            }
        }
    }

    private mutating func walk(_ inlines: [MarkdownInline]) {
        for inline in inlines {
            switch inline {
            case .text, .softBreak, .lineBreak: break
            case .value(let place): checkWord(place)
            case .code(let pieces): for case .value(let place) in pieces { checkWord(place) }
            case .emphasis(let inner), .strong(let inner): walk(inner)
            case .link(let destination, let inner):
                checkDestination(destination)
                walk(inner)
            }
        }
    }

    /// A value among words must be words.
    private mutating func checkWord(_ place: Int) {
        switch table.entry(place) {
        case .url?:
            let name = tags[place].name
            report(place, "a link belongs behind its label", "write [Label]({{\(name)}})")
        case .preformatted?:
            report(place, "a preformatted value stands alone", "put an empty line before and after its tag")
        case .picture?:
            report(place, "a picture stands alone", "put an empty line before and after its tag")
        case .line?, .lines?, nil: break
        }
    }

    private mutating func checkDestination(_ destination: [MarkdownPiece]) {
        switch destination.first {
        case .value(let place)? where destination.count == 1:
            guard case .url? = table.entry(place) else { return report(place, "this value is not a link") }
            report(place, "a link stands alone", "put an empty line before and after it")
        case .literal(let scheme)? where destination.count == 1:
            let isPlainMailto = scheme.lowercased().hasPrefix("mailto:") && !scheme.contains("?")
            if isPlainMailto || WebAddress.isAllowed(scheme, among: allowedLinks) { return }
            // Written-out web addresses are already reported where they stand.
            if part.text.contains(scheme), WebAddress.isWeb(scheme) { return }
            problems.append(part.error(at: 0, "the link to '\(scheme)' is not allowed"))
        case .literal("mailto:")? where destination.count == 2:
            guard case .value(let place) = destination[1], tags.indices.contains(place),
                tags[place].name != "deskAddress"
            else { return }
            report(place, "only the desk's own address may stand in a mailto link")
        default: problems.append(part.error(at: 0, "a link's target is one address or one {{link.…}}"))
        }
    }

    /// Numbers such as `&#xF0000;` could stand for a value's place, or for what nobody sees.
    private mutating func refuseNumericReferences() {
        let octets = Array(part.text.utf8)
        for index in octets.indices.dropLast()
        where octets[index] == UInt8(ascii: "&") && octets[index + 1] == UInt8(ascii: "#") {
            let problem = "a character's number may not stand here"
            problems.append(part.error(at: index, problem, remedy: "write the character itself"))
        }
    }

    private mutating func report(_ place: Int, _ problem: String, _ remedy: String? = nil) {
        guard tags.indices.contains(place) else { return }
        problems.append(part.error(at: tags[place].range.lowerBound, problem, remedy: remedy))
    }

    private static func column(
        of what: MarkdownReader.Refused, line: Int, in part: TemplateSource.Part
    ) -> Int {
        let lines = part.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line) else { return 1 }
        let mark: Character = what == .image ? "!" : "<"
        let start = lines[line].firstIndex(of: mark) ?? lines[line].startIndex
        return lines[line].distance(from: lines[line].startIndex, to: start) + 1
    }

    /// The Markdown with section tags taken out as Mustache does (a line of its own vanishes), and for each of
    /// its lines the line in the file.
    private static func flattened(_ part: TemplateSource.Part, _ tags: [TemplateTag]) -> (String, [Int]) {
        var output = ""
        var sourceLines: [Int] = []
        var index = 0
        var offset = 0
        let lines = part.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (row, line) in lines.enumerated() {
            let octets = Array(line.utf8)
            var rest = octets[...]
            var written: [UInt8] = []
            var sections = 0
            while index < tags.count, tags[index].range.upperBound <= offset + octets.count {
                let range = tags[index].range
                written += rest[..<(range.lowerBound - offset)]
                rest = rest[(range.upperBound - offset)...]
                if tags[index].kind == .value {
                    written += Placeholder.text(index).utf8
                } else {
                    sections += 1
                }
                index += 1
            }
            written += rest
            offset += octets.count + 1
            if sections == 1, written.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            output += String(decoding: written, as: UTF8.self) + "\n"
            sourceLines.append(part.line + row)
        }
        return (output, sourceLines)
    }
}

extension ValueTable {
    /// A table that knows only the kinds of its values, for checking.
    fileprivate init(kinds: [NoticeVariable.Kind?]) {
        self.init(
            entries: kinds.map { kind in
                switch kind {
                case .preformatted?: .preformatted([])
                case .link?, .webLink?: .url("")
                case .multiline?: .lines([])
                case .picture?: Self.samplePicture
                case .text?, .flag?, .list?, nil: .line("")
                }
            })
    }

    private static let samplePicture: Entry =
        NoticePicture(contentID: "picture", description: "", width: 1, height: 1).map { .picture($0) }
        ?? .line("")
}
