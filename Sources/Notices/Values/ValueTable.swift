internal import Domain

/// The values of one mail, each known to the template engine only by its place.
///
/// Mustache and the Markdown reader see a private-use character (U+F0000 and its place) where a value goes.
/// The value itself is written by the renditions after everything is parsed, so no text a stranger wrote is
/// ever read as a template, as Markdown or as HTML.
struct ValueTable {
    /// A value ready to be written.
    enum Entry {
        case line(String)
        case lines([String])
        case preformatted([String])
        case url(String)
        case picture(NoticePicture)
    }

    /// The first place's character.
    static let firstScalar: UInt32 = 0xF0000
    /// How many places there are: plane 15 without its two noncharacters.
    static let capacity = 0xFFFE
    /// What an empty value shows, so that no label ends in nothing.
    static let dash = "–"

    /// Words and lines are cut here, so that nobody can make the desk quote a whole book.
    static let longestLine = 1_000
    static let longestText = 8_000

    private var entries: [Entry]

    /// A table with these values in their places.
    init(entries: [Entry] = []) { self.entries = entries }

    /// The value at `place`, or `nil` for a place that was never given out.
    func entry(_ place: Int) -> Entry? { entries.indices.contains(place) ? entries[place] : nil }

    /// Takes `values` in as `variables` declare them, and returns what Mustache looks names up in.
    mutating func scope(
        of values: [String: NoticeValue], as variables: [NoticeVariable], for notice: NoticeName,
        in list: String = ""
    ) throws(NoticeError) -> TemplateScope {
        var children: [String: Any] = [:]
        children.reserveCapacity(variables.count + 4)
        var links: [String: Any] = [:]
        var known = 0
        for variable in variables {
            guard let value = values[variable.name] else {
                guard variable.isOptional else { throw .missingValue(notice, list + variable.name) }
                continue
            }
            known += 1
            switch (variable.kind, value) {
            case (.text, .text(let text)):
                let line = PlainText.line(PlainText.cut(text, to: Self.longestLine))
                children[variable.name] = try place(.line(line), isEmpty: line.isEmpty, notice)
            case (.multiline, .multiline(let text)):
                let lines = PlainText.lines(PlainText.cut(text, to: Self.longestText))
                children[variable.name] = try place(.lines(lines), isEmpty: lines.isEmpty, notice)
            case (.preformatted, .preformatted(let text)):
                let lines = PlainText.preformatted(text)
                children[variable.name] = try place(.preformatted(lines), isEmpty: lines.isEmpty, notice)
            case (.link, .link(let link)):
                let url = link.url
                if url.utf8.count > MailtoLink.maximumLength {
                    guard variable.isOptional else { throw .linkTooLong(notice, variable.name) }
                    continue
                }
                let name = String(variable.name.dropFirst("link.".count))
                links[name] = try place(.url(url), isEmpty: false, notice)
            case (.webLink, .webLink(let url)):
                guard WebAddress.isPlainHTTPS(url) else { throw .unsafeWebLink(notice, variable.name) }
                let name = String(variable.name.dropFirst("link.".count))
                links[name] = try place(.url(url), isEmpty: false, notice)
            case (.picture, .picture(let picture)):
                children[variable.name] = try place(.picture(picture), isEmpty: false, notice)
            case (.flag, .flag(let flag)): children[variable.name] = flag
            case (.list(let row), .rows(let rows)):
                var scopes: [TemplateScope] = []
                scopes.reserveCapacity(rows.count)
                for values in rows {
                    scopes.append(try scope(of: values, as: row, for: notice, in: variable.name + "."))
                }
                children[variable.name] = scopes
                children[NoticeVariable.flagName(of: variable.name)] = !scopes.isEmpty
            default:
                throw .wrongKind(
                    notice, list + variable.name, expected: "\(variable.kind)", found: value.kindName)
            }
        }
        if known < values.count {
            let names = Set(variables.map(\.name))
            let unknown = values.keys.filter { !names.contains($0) }.min() ?? ""
            throw .unknownValue(notice, list + unknown)
        }
        if !links.isEmpty { children["link"] = TemplateScope(links) }
        return TemplateScope(children)
    }

    private mutating func place(
        _ entry: Entry, isEmpty: Bool, _ notice: NoticeName
    ) throws(NoticeError) -> Placeholder {
        guard entries.count < Self.capacity else { throw .tooManyValues(notice) }
        entries.append(isEmpty ? .line(Self.dash) : entry)
        return Placeholder(place: entries.count - 1, isNull: isEmpty)
    }
}
