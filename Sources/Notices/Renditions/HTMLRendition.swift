/// Writes blocks as HTML that mail programs show alike: inline styles, no tables, nothing remote.
struct HTMLRendition {
    let table: ValueTable
    let styles: HTMLStyles
    private var output: [UInt8] = []
    private var buttons = 0

    init(table: ValueTable, styles: HTMLStyles) {
        self.table = table
        self.styles = styles
        output.reserveCapacity(8192)
    }

    /// The octets of `blocks`.
    mutating func html(of blocks: [MarkdownBlock]) -> [UInt8] {
        write(blocks, isTight: false)
        return output
    }

    private mutating func write(_ blocks: [MarkdownBlock], isTight: Bool) {
        for block in blocks { write(block, isTight: isTight) }
    }

    private mutating func write(_ block: MarkdownBlock, isTight: Bool) {
        switch block {
        case .paragraph(let inlines):
            if isTight { return write(inlines) }
            write(inlines, in: .p)
        case .heading(let level, let inlines): write(inlines, in: level == 1 ? .h1 : .h2)
        case .list(let start, let isTight, let items):
            let element: HTMLStyles.Element = start == nil ? .ul : .ol
            open(element, attribute: start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? "")
            for item in items {
                open(.li)
                write(item, isTight: isTight)
                close(.li)
            }
            close(element)
        case .quote(let blocks):
            open(.blockquote)
            // A lone paragraph brings no margin of its own.
            write(blocks, isTight: blocks.count == 1)
            close(.blockquote)
        case .code(let pieces):
            open(.pre)
            for piece in pieces { write(piece) }
            close(.pre)
        case .rule: open(.hr)
        case .button(let label, let place): writeButton(label, place)
        case .preformatted(let place):
            open(.pre)
            write(.value(place))
            close(.pre)
        case .picture(let place): writePicture(place)
        }
    }

    /// A part of the mail itself, so that nothing is fetched from anywhere.
    private mutating func writePicture(_ place: Int) {
        guard case .picture(let picture)? = table.entry(place) else { return }
        open(.p)
        raw(
            "<img src=\"cid:\(picture.contentID)\" width=\"\(picture.width)\" height=\"\(picture.height)\" alt=\""
        )
        HTMLEscaping.append(PlainText.line(picture.description), to: &output)
        raw("\"")
        raw(styles.attributes(of: .img))
        raw(">")
        close(.p)
    }

    private mutating func write(_ inlines: [MarkdownInline], in element: HTMLStyles.Element) {
        open(element)
        write(inlines)
        close(element)
    }

    private mutating func write(_ inlines: [MarkdownInline]) {
        for inline in inlines {
            switch inline {
            case .text(let text): HTMLEscaping.append(text, to: &output)
            case .value(let place): write(.value(place))
            case .softBreak: output.append(0x0A)
            case .lineBreak: raw("<br>\n")
            case .code(let pieces):
                open(.code)
                for piece in pieces { write(piece) }
                close(.code)
            case .emphasis(let inner): write(inner, in: .em)
            case .strong(let inner): write(inner, in: .strong)
            case .link(let destination, let inner):
                open(.a, href: destination)
                write(inner)
                close(.a)
            }
        }
    }

    /// A link at least 44 px high. The conditional comments give Outlook for Windows, which ignores padding on
    /// links, the same box by means of scaled spaces.
    private mutating func writeButton(_ label: [MarkdownInline], _ place: Int) {
        let element: HTMLStyles.Element = buttons == 0 ? .button : .button2
        buttons += 1
        open(.buttons)
        open(element, href: [.value(place)])
        raw("<!--[if mso]><i hidden style=\"mso-font-width:200%;mso-text-raise:100%\">&emsp;</i>")
        raw("<span style=\"mso-text-raise:50%\"><![endif]-->")
        write(label)
        raw("<!--[if mso]></span><i hidden style=\"mso-font-width:200%\">&emsp;&#8203;</i><![endif]-->")
        close(element)
        close(.buttons)
    }

    private mutating func open(_ element: HTMLStyles.Element, attribute: String = "") {
        raw("<" + element.tag)
        raw(attribute)
        raw(styles.attributes(of: element))
        output.append(UInt8(ascii: ">"))
    }

    private mutating func open(_ element: HTMLStyles.Element, href: [MarkdownPiece]) {
        raw("<a href=\"")
        for piece in href { write(piece) }
        raw("\"")
        raw(styles.attributes(of: element))
        output.append(UInt8(ascii: ">"))
    }

    private mutating func close(_ element: HTMLStyles.Element) {
        raw("</" + element.tag + (element.isBlock ? ">\n" : ">"))
    }

    private mutating func raw(_ text: String) { output.append(contentsOf: text.utf8) }

    private mutating func write(_ piece: MarkdownPiece) {
        switch piece {
        case .literal(let text): HTMLEscaping.append(text, to: &output)
        case .value(let place):
            switch table.entry(place) {
            case .line(let text)?, .url(let text)?: HTMLEscaping.append(text, to: &output)
            case .lines(let lines)?: write(lines, separator: "<br>\n")
            case .preformatted(let lines)?: write(lines, separator: "\n")
            case .picture?, nil: break
            }
        }
    }

    private mutating func write(_ lines: [String], separator: String) {
        for (index, line) in lines.enumerated() {
            if index > 0 { raw(separator) }
            HTMLEscaping.append(line, to: &output)
        }
    }
}
