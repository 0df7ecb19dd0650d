/// Turns HTML into the text a person would read, line by line, for readers of forms. Nothing is rendered,
/// fetched or executed; unknown markup is passed over. One pass, linear in the size of the input.
enum HTMLText {
    /// UTF-8 HTML as UTF-8 text with `\n` line ends.
    ///
    /// Block elements and table rows become lines, cells of a row are separated by a TAB, lines of a
    /// blockquote begin with `> `, a mailto link whose text differs from its target is followed by ` <url>`.
    static func text(from html: [UInt8]) -> [UInt8] {
        var tokenizer = HTMLTokenizer(html)
        var layout = HTMLLayout()
        var link: [UInt8]?
        var linkStart = 0
        while let token = tokenizer.next() {
            switch token {
            case .text(let range): layout.append(text: HTMLEntities.decoded(html[range]))
            case .open(let tag):
                if tag.element == .anchor {
                    closeLink(&link, from: linkStart, in: &layout)
                    link = tokenizer.href(of: tag).map { Array(HTMLEntities.decoded($0)) }
                    linkStart = layout.output.count
                }
                layout.open(tag.element)
                if tag.element.hidesContent { tokenizer.skipContent(of: tag) }
            case .close(let element):
                if element == .anchor { closeLink(&link, from: linkStart, in: &layout) }
                layout.close(element)
            }
        }
        closeLink(&link, from: linkStart, in: &layout)
        return layout.finished()
    }

    private static func closeLink(_ link: inout [UInt8]?, from start: Int, in layout: inout HTMLLayout) {
        guard let url = link?.filter({ $0 > 32 && $0 != 127 }) else { return }
        link = nil
        guard url.count > 7, url.prefix(7).equalsIgnoringCase("mailto:") else { return }
        let shown = layout.output[min(start, layout.output.count)...].trimmed
        let isSame =
            shown.elementsEqual(url) || shown.elementsEqual(url.dropFirst(7))
        if !isSame { layout.append(text: ([Octet.space, Octet.less] + url + [Octet.greater])[...]) }
    }
}

/// The elements that matter to text; all others are `other`.
enum HTMLElement {
    case anchor, block, lineBreak, blockquote, table, row, cell, preformatted, hidden, other

    /// Whether what stands inside is not for reading.
    var hidesContent: Bool { self == .hidden }

    /// The element called `name` in lower case.
    init(name: ArraySlice<UInt8>) {
        self = name.count > 10 ? .other : (Self.named[Self.key(name)] ?? .other)
    }

    /// Up to sixteen octets in lower case as one number.
    private static func key(_ name: some Collection<UInt8>) -> UInt128 {
        name.reduce(0) { $0 << 8 | UInt128($1.lowered) }
    }

    private static let named: [UInt128: HTMLElement] = {
        let special: [String: HTMLElement] = [
            "a": .anchor, "br": .lineBreak, "blockquote": .blockquote, "table": .table, "tr": .row,
            "td": .cell,
            "th": .cell, "pre": .preformatted, "script": .hidden, "style": .hidden, "title": .hidden,
            "template": .hidden, "noframes": .hidden, "iframe": .hidden,
        ]
        let blocks = """
            address article aside body center dd details dialog dir div dl dt fieldset figcaption figure footer \
            form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p section summary \
            ul caption thead tbody tfoot
            """
        var table: [UInt128: HTMLElement] = [:]
        for (name, element) in special { table[key(name.utf8)] = element }
        for name in blocks.split(separator: " ") { table[key(name.utf8)] = .block }
        return table
    }()
}
