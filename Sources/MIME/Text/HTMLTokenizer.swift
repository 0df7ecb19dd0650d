/// Cuts HTML into text and tags, as browsers do (WHATWG HTML section 13.2.5), without building a tree.
struct HTMLTokenizer {
    /// A start tag: its element, its name and where its attributes stand.
    struct Tag {
        let element: HTMLElement
        let name: Range<Int>
        let attributes: Range<Int>
    }

    enum Token {
        case text(Range<Int>)
        case open(Tag)
        case close(HTMLElement)
    }

    private let html: [UInt8]
    private var position = 0

    init(_ html: [UInt8]) { self.html = html }

    /// The next token, or `nil` at the end.
    mutating func next() -> Token? {
        while position < html.count {
            if html[position] == Octet.less, let markup = markup() {
                guard let token = markup.token else { continue }
                return token
            }
            let start = position
            let found = html.span.firstIndex(of: Octet.less, in: (start + 1)..<max(html.count, start + 1))
            position = found ?? html.count
            return .text(start..<position)
        }
        return nil
    }

    private struct Markup {
        let token: Token?
    }

    /// Reads what begins at `<`. `nil` if that is a plain character; a `nil` token if it says nothing.
    private mutating func markup() -> Markup? {
        guard position + 1 < html.count else { return nil }
        let following = html[position + 1]
        if following == 0x21 {
            skipDeclaration()
            return Markup(token: nil)
        }
        if following == Octet.question {
            position = end(of: [Octet.greater], from: position + 2)
            return Markup(token: nil)
        }
        let isClosing = following == Octet.slash
        let nameStart = position + (isClosing ? 2 : 1)
        guard nameStart < html.count, html[nameStart].isLetter else { return nil }
        var nameEnd = nameStart
        while nameEnd < html.count, !html[nameEnd].isWhitespace, html[nameEnd] != Octet.greater,
            html[nameEnd] != Octet.slash
        {
            // Mail addresses in angle brackets that somebody forgot to escape are text to people.
            if html[nameEnd] == Octet.at || html[nameEnd] == Octet.less { return nil }
            nameEnd += 1
        }
        let element = HTMLElement(name: html[nameStart..<nameEnd])
        let attributesEnd = endOfTag(from: nameEnd)
        position = min(attributesEnd + 1, html.count)
        if isClosing { return Markup(token: .close(element)) }
        return Markup(
            token: .open(
                Tag(element: element, name: nameStart..<nameEnd, attributes: nameEnd..<attributesEnd)))
    }

    /// Comments, document types, conditional markup.
    private mutating func skipDeclaration() {
        let isComment =
            position + 3 < html.count && html[position + 2] == Octet.hyphen
            && html[position + 3] == Octet.hyphen
        guard isComment else {
            position = end(of: [Octet.greater], from: position + 2)
            return
        }
        if position + 4 < html.count, html[position + 4] == Octet.greater {
            position += 5
            return
        }
        position = end(of: [Octet.hyphen, Octet.hyphen, Octet.greater], from: position + 4)
    }

    private func end(of needle: [UInt8], from start: Int) -> Int {
        guard start < html.count else { return html.count }
        return html.span.firstIndex(of: needle, in: start..<html.count).map { $0 + needle.count }
            ?? html.count
    }

    /// The index of the `>` that ends a tag; quoted attribute values may hold one.
    private func endOfTag(from start: Int) -> Int {
        var index = start
        var isValue = false
        while index < html.count {
            let octet = html[index]
            if octet == Octet.greater { return index }
            if isValue, octet == Octet.quote || octet == 0x27 {
                guard let close = html.span.firstIndex(of: octet, in: (index + 1)..<html.count) else {
                    return html.span.firstIndex(of: Octet.greater, in: index..<html.count) ?? html.count
                }
                index = close
                isValue = false
            } else if octet == Octet.equals {
                isValue = true
            } else if !octet.isWhitespace {
                isValue = false
            }
            index += 1
        }
        return html.count
    }

    /// The raw value of a tag's `href`.
    func href(of tag: Tag) -> ArraySlice<UInt8>? {
        var index = tag.attributes.lowerBound
        let end = tag.attributes.upperBound
        while index < end {
            while index < end, html[index].isWhitespace || html[index] == Octet.slash { index += 1 }
            let nameStart = index
            while index < end, html[index] != Octet.equals, !html[index].isWhitespace { index += 1 }
            let name = html[nameStart..<index]
            while index < end, html[index].isWhitespace { index += 1 }
            guard index < end, html[index] == Octet.equals else {
                if name.isEmpty { index += 1 }
                continue
            }
            index += 1
            while index < end, html[index].isWhitespace { index += 1 }
            let value = attributeValue(&index, end)
            if name.equalsIgnoringCase("href") { return value }
        }
        return nil
    }

    private func attributeValue(_ index: inout Int, _ end: Int) -> ArraySlice<UInt8> {
        guard index < end else { return [] }
        let start = index
        if html[start] == Octet.quote || html[start] == 0x27 {
            let close = html.span.firstIndex(of: html[start], in: (start + 1)..<end) ?? end
            index = min(close + 1, end)
            return html[(start + 1)..<close]
        }
        while index < end, !html[index].isWhitespace { index += 1 }
        return html[start..<index]
    }

    /// Moves behind the end tag of a raw text element, or to the end of the document.
    mutating func skipContent(of tag: Tag) {
        let html = self.html
        var from = position
        while let open = html.span.firstIndex(of: [Octet.less, Octet.slash], in: from..<html.count) {
            let name = html[(open + 2)...].prefix(tag.name.count)
            if name.lazy.map(\.lowered).elementsEqual(html[tag.name].lazy.map(\.lowered)) {
                position = end(of: [Octet.greater], from: open)
                return
            }
            from = open + 2
        }
        position = html.count
    }
}
