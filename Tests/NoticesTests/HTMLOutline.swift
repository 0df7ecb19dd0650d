/// The tags of a document in order, and the text between them: what a reader of HTML understands.
struct HTMLOutline {
    private(set) var tags: [String] = []
    private(set) var text = ""

    /// Reads `html`, whose attribute values may hold no `>`.
    init(_ html: String) {
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            text += Self.unescaped(rest[..<open])
            let close = rest[open...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
            tags.append(String(rest[open...close]))
            rest = rest[rest.index(after: close)...]
        }
        text += Self.unescaped(rest)
    }

    private static func unescaped(_ text: Substring) -> String {
        var output = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            output += rest[..<mark]
            let reference = references.first { rest[mark...].hasPrefix($0.0) }
            output += reference?.1 ?? "\u{FFFD}bare ampersand\u{FFFD}"
            rest = rest[rest.index(mark, offsetBy: reference?.0.count ?? 1)...]
        }
        return output + rest
    }

    private static let references = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&emsp;", " "),
        ("&#8203;", ""),
    ]
}
