internal import CCmark

/// Reads Markdown with cmark (CommonMark 0.30) into blocks. The only place that knows C.
///
/// Raw HTML and pictures are left out here; ``MarkdownCheck`` refuses templates that hold them.
enum MarkdownReader {
    /// Blocks may nest this deep; what lies deeper is dropped (templates are checked for it).
    static let maximumDepth = 24

    /// What a notice may not hold, and the reader leaves out.
    enum Refused: String {
        case html = "HTML tags"
        case image = "pictures"
        case depth = "blocks nested this deep"
    }

    /// The blocks of `markdown`, or `nil` if there was no memory. `table` tells preformatted values and links
    /// from words; `refused` hears what was left out, with its line.
    static func blocks(
        of markdown: String, with table: ValueTable, refused: (Refused, Int) -> Void = { _, _ in }
    ) -> [MarkdownBlock]? {
        withoutActuallyEscaping(refused) { refused in
            withDocument(markdown) { Reading(table: table, refused: refused).blocks(in: $0, depth: 0) }
        }
    }

    private static func withDocument<Result>(
        _ markdown: String, _ body: (OpaquePointer) -> Result
    ) -> Result? {
        var markdown = markdown
        let root = markdown.withUTF8 { octets in
            octets.withMemoryRebound(to: CChar.self) { characters in
                cmark_parse_document(characters.baseAddress, characters.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let root else { return nil }
        defer { cmark_node_free(root) }
        return body(root)
    }

    /// Literal text and places of values in `text`.
    static func pieces(of text: UnsafePointer<CChar>?) -> [MarkdownPiece] {
        guard let text else { return [] }
        var pieces: [MarkdownPiece] = []
        split(text, literal: { pieces.append(.literal($0)) }, place: { pieces.append(.value($0)) })
        return pieces
    }

    /// Walks through `text`; a character of plane 15 (F3 B0 80 80 and above in UTF-8) is a place.
    fileprivate static func split(
        _ text: UnsafePointer<CChar>, literal: (String) -> Void, place: (Int) -> Void
    ) {
        var count = 0
        while text[count] != 0 { count += 1 }
        text.withMemoryRebound(to: UInt8.self, capacity: count + 1) { octets in
            let buffer = UnsafeBufferPointer(start: octets, count: count)
            var start = 0
            var index = 0
            while index < count {
                guard buffer[index] == 0xF3, index + 3 < count, buffer[index + 1] >= 0xB0 else {
                    index += 1
                    continue
                }
                if start < index { literal(String(decoding: buffer[start..<index], as: UTF8.self)) }
                let high = Int(buffer[index + 1] & 0x0F) << 12
                place(high | Int(buffer[index + 2] & 0x3F) << 6 | Int(buffer[index + 3] & 0x3F))
                index += 4
                start = index
            }
            if start < count { literal(String(decoding: buffer[start..<count], as: UTF8.self)) }
        }
    }
}

/// One walk through a document.
private struct Reading {
    let table: ValueTable
    let refused: (MarkdownReader.Refused, Int) -> Void

    func blocks(in parent: OpaquePointer, depth: Int) -> [MarkdownBlock] {
        guard isShallow(depth, parent) else { return [] }
        var blocks: [MarkdownBlock] = []
        var next = cmark_node_first_child(parent)
        while let node = next {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_PARAGRAPH: blocks.append(paragraph(inlines(in: node, depth: depth + 1)))
            case CMARK_NODE_HEADING:
                let level = Int(cmark_node_get_heading_level(node))
                blocks.append(.heading(level: level, inlines(in: node, depth: depth + 1)))
            case CMARK_NODE_LIST: blocks.append(list(node, depth: depth + 1))
            case CMARK_NODE_BLOCK_QUOTE: blocks.append(.quote(self.blocks(in: node, depth: depth + 1)))
            case CMARK_NODE_CODE_BLOCK:
                blocks.append(.code(MarkdownReader.pieces(of: cmark_node_get_literal(node))))
            case CMARK_NODE_THEMATIC_BREAK: blocks.append(.rule)
            default: refuse(.html, node)
            }
            next = cmark_node_next(node)
        }
        return blocks
    }

    private func isShallow(_ depth: Int, _ node: OpaquePointer) -> Bool {
        if depth >= MarkdownReader.maximumDepth { refuse(.depth, node) }
        return depth < MarkdownReader.maximumDepth
    }

    /// Inlines know their line too; where cmark does not tell it, the block around them does.
    private func refuse(_ what: MarkdownReader.Refused, _ node: OpaquePointer) {
        var place: OpaquePointer? = node
        while let node = place, cmark_node_get_start_line(node) == 0 { place = cmark_node_parent(node) }
        refused(what, place.map { Int(cmark_node_get_start_line($0)) } ?? 1)
    }

    private func list(_ node: OpaquePointer, depth: Int) -> MarkdownBlock {
        var items: [[MarkdownBlock]] = []
        var next = cmark_node_first_child(node)
        while let item = next {
            items.append(blocks(in: item, depth: depth + 1))
            next = cmark_node_next(item)
        }
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        return .list(
            start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
            isTight: cmark_node_get_list_tight(node) == 1, items: items)
    }

    /// A paragraph that consists of one preformatted value, one picture or one link of the desk stands for itself.
    private func paragraph(_ inlines: [MarkdownInline]) -> MarkdownBlock {
        if inlines.count == 1 {
            switch inlines[0] {
            case .value(let place):
                switch table.entry(place) {
                case .preformatted?: return .preformatted(place: place)
                case .picture?: return .picture(place: place)
                case .line?, .lines?, .url?, nil: break
                }
            case .link(let destination, let label):
                if destination.count == 1, case .value(let place) = destination[0],
                    case .url? = table.entry(place)
                {
                    return .button(label: label, place: place)
                }
            default: break
            }
        }
        return .paragraph(inlines)
    }

    /// `<mailto:{{deskAddress}}>` shows the address without its scheme.
    private func link(_ node: OpaquePointer, depth: Int) -> MarkdownInline {
        let destination = MarkdownReader.pieces(of: cmark_node_get_url(node))
        var label = inlines(in: node, depth: depth)
        if label.count == 2, case .literal("mailto:")? = destination.first, case .text("mailto:") = label[0] {
            label.removeFirst()
        }
        return .link(destination: destination, label)
    }

    private func inlines(in parent: OpaquePointer, depth: Int) -> [MarkdownInline] {
        guard isShallow(depth, parent) else { return [] }
        var inlines: [MarkdownInline] = []
        var next = cmark_node_first_child(parent)
        while let node = next {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT:
                if let text = cmark_node_get_literal(node) {
                    MarkdownReader.split(
                        text, literal: { inlines.append(.text($0)) }, place: { inlines.append(.value($0)) })
                }
            case CMARK_NODE_SOFTBREAK: inlines.append(.softBreak)
            case CMARK_NODE_LINEBREAK: inlines.append(.lineBreak)
            case CMARK_NODE_CODE:
                inlines.append(.code(MarkdownReader.pieces(of: cmark_node_get_literal(node))))
            case CMARK_NODE_EMPH: inlines.append(.emphasis(self.inlines(in: node, depth: depth + 1)))
            case CMARK_NODE_STRONG: inlines.append(.strong(self.inlines(in: node, depth: depth + 1)))
            case CMARK_NODE_LINK:
                inlines.append(link(node, depth: depth + 1))
            case CMARK_NODE_IMAGE: refuse(.image, node)
            default: refuse(.html, node)
            }
            next = cmark_node_next(node)
        }
        return inlines
    }
}
