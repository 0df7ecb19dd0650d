/// Writes blocks as text/plain: wrapped at 72 columns, links in angle brackets on lines of their own.
struct TextRendition {
    /// Columns of a line; a longer word (a URL, a code) gets a line of its own.
    static let width = 72

    let table: ValueTable

    /// The lines of `blocks` joined by `\n`, with one at the end.
    func text(of blocks: [MarkdownBlock]) -> String {
        lines(of: blocks, width: Self.width, isTight: false).joined(separator: "\n") + "\n"
    }

    private func lines(of blocks: [MarkdownBlock], width: Int, isTight: Bool) -> [String] {
        var lines: [String] = []
        for block in blocks {
            // Words say what a picture shows.
            if case .picture = block { continue }
            if !lines.isEmpty, !isTight { lines.append("") }
            append(block, width: max(width, 24), to: &lines)
        }
        return lines
    }

    private func append(_ block: MarkdownBlock, width: Int, to lines: inout [String]) {
        switch block {
        case .paragraph(let inlines): lines += TextWrapping.lines(of: flow(inlines), width: width)
        case .heading(let level, let inlines):
            let title = TextWrapping.lines(of: flow(inlines), width: width)
            lines += title
            let columns = title.map { TextWrapping.columns($0.utf8) }.max() ?? 0
            lines.append(String(repeating: level == 1 ? "=" : "-", count: columns))
        case .list(let start, let isTight, let items):
            for (index, item) in items.enumerated() {
                if index > 0, !isTight { lines.append("") }
                let marker = start.map { "\($0 + index). " } ?? "- "
                let indent = String(repeating: " ", count: marker.utf8.count)
                let content = self.lines(of: item, width: width - indent.utf8.count, isTight: isTight)
                for (row, line) in (content.isEmpty ? [""] : content).enumerated() {
                    lines.append(row == 0 ? marker + line : line.isEmpty ? "" : indent + line)
                }
            }
        case .quote(let blocks):
            // Not "> ": mail programs fold such lines away as quoted mail.
            for line in self.lines(of: blocks, width: width - 4, isTight: false) {
                lines.append(line.isEmpty ? "" : "    " + line)
            }
        case .code(let pieces):
            let text = pieces.map(plain).joined()
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
        case .rule: lines.append(String(repeating: "_", count: 24))
        case .button(let label, let place):
            let words = TextWrapping.lines(of: flow(label), width: width)
            lines += words.dropLast()
            lines.append((words.last ?? "") + ":")
            lines.append("<" + plain(.value(place)) + ">")
        case .preformatted(let place):
            if case .preformatted(let content)? = table.entry(place) { lines += content }
        case .picture: break
        }
    }

    /// The words of `inlines`: spaces may become line ends, `\n` must.
    private func flow(_ inlines: [MarkdownInline]) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(256)
        flow(inlines, into: &octets)
        return octets
    }

    private func flow(_ inlines: [MarkdownInline], into octets: inout [UInt8]) {
        for inline in inlines {
            switch inline {
            case .text(let text): octets.append(contentsOf: text.utf8)
            case .value(let place): octets.append(contentsOf: plain(.value(place)).utf8)
            case .softBreak: octets.append(0x20)
            case .lineBreak: octets.append(0x0A)
            case .code(let pieces): for piece in pieces { octets.append(contentsOf: plain(piece).utf8) }
            case .emphasis(let inner), .strong(let inner): flow(inner, into: &octets)
            case .link(let destination, let inner):
                let start = octets.count
                flow(inner, into: &octets)
                let url = destination.map(plain).joined()
                let label = octets[start...]
                // An address that is written out needs no second copy.
                let isWrittenOut = label.elementsEqual(url.utf8) || label.elementsEqual(url.utf8.dropFirst(7))
                if !isWrittenOut { octets.append(contentsOf: " <\(url)>".utf8) }
            }
        }
    }

    private func plain(_ piece: MarkdownPiece) -> String {
        switch piece {
        case .literal(let text): return text
        case .value(let place):
            switch table.entry(place) {
            case .line(let text)?, .url(let text)?: return text
            case .lines(let lines)?, .preformatted(let lines)?: return lines.joined(separator: "\n")
            case .picture?, nil: return ""
            }
        }
    }
}
