/// Lays tokens of HTML out as lines. Breaks, tabs and spaces are held back until text follows, so that
/// neighbouring blocks make one line end and nothing trails.
struct HTMLLayout {
    /// The text so far.
    private(set) var output: [UInt8] = []
    private var newlines = 0
    private var tabs = 0
    private var hasSpace = false
    private var quoteDepth = 0
    private var lastQuoteDepth = 0
    private var preformatted = 0
    private var isCellStart = false
    private var rows: [Row] = [Row()]

    /// The row of one table, the innermost last.
    private struct Row {
        var cells = 0
        var hasContent = false
        /// Whether any row of the table had content.
        var tableHasContent = false
    }

    mutating func open(_ element: HTMLElement) {
        switch element {
        case .block: breakLine()
        case .lineBreak: if !isCellStart { newlines += 1 }
        case .blockquote:
            breakLine()
            quoteDepth = min(quoteDepth + 1, 20)
        case .preformatted:
            breakLine()
            preformatted += 1
        case .table:
            breakLine()
            rows.append(Row())
        case .row: beginRow()
        case .cell: beginCell()
        case .anchor, .hidden, .other: break
        }
    }

    mutating func close(_ element: HTMLElement) {
        switch element {
        case .block: breakLine()
        case .blockquote:
            breakLine()
            quoteDepth = max(0, quoteDepth - 1)
        case .preformatted:
            breakLine()
            preformatted = max(0, preformatted - 1)
        case .row: beginRow()
        case .table:
            if rows.count > 1, let inner = rows.popLast() {
                if inner.tableHasContent { noteContent() }
            }
            isCellStart = false
            breakLine()
        case .lineBreak: if !isCellStart { newlines += 1 }
        case .cell, .anchor, .hidden, .other: break
        }
    }

    private mutating func breakLine() {
        hasSpace = false
        if !isCellStart { newlines = max(newlines, 1) }
    }

    private mutating func beginRow() {
        isCellStart = false
        tabs = 0
        breakLine()
        rows[rows.count - 1].cells = 0
        rows[rows.count - 1].hasContent = false
    }

    /// The second and later cells of a row follow a TAB on the same line.
    private mutating func beginCell() {
        hasSpace = false
        let row = rows[rows.count - 1]
        if row.cells > 0 {
            if row.hasContent { newlines = 0 }
            tabs += 1
        }
        rows[rows.count - 1].cells += 1
        isCellStart = true
    }

    /// Adds text whose entities are decoded. White space is folded outside `pre`.
    mutating func append(text: ArraySlice<UInt8>) {
        var index = text.startIndex
        while index < text.endIndex {
            let octet = text[index]
            if octet.isWhitespace || octet == 0x0C {
                if preformatted > 0 {
                    if octet == Octet.lf { newlines += 1 } else if octet != Octet.cr { hold(octet) }
                } else {
                    hasSpace = true
                }
                index += 1
                continue
            }
            var end = index + 1
            while end < text.endIndex, !text[end].isWhitespace, text[end] != 0x0C { end += 1 }
            flush()
            output += text[index..<end]
            index = end
        }
    }

    private mutating func hold(_ octet: UInt8) {
        flush()
        output.append(octet)
    }

    /// Writes what was held back, now that text follows.
    private mutating func flush() {
        isCellStart = false
        noteContent()
        if output.isEmpty {
            newlines = 0
            startLine()
        } else if newlines > 0 {
            for _ in 1..<max(newlines, 1) {
                output.append(Octet.lf)
                appendQuoteMarks(min(quoteDepth, lastQuoteDepth))
            }
            output.append(Octet.lf)
            newlines = 0
            startLine()
        } else if tabs > 0 {
            appendTabs()
        } else if hasSpace {
            output.append(Octet.space)
        }
        hasSpace = false
    }

    private mutating func noteContent() {
        rows[rows.count - 1].hasContent = true
        rows[rows.count - 1].tableHasContent = true
    }

    private mutating func startLine() {
        lastQuoteDepth = quoteDepth
        appendQuoteMarks(quoteDepth)
        appendTabs()
    }

    private mutating func appendTabs() {
        output += [UInt8](repeating: Octet.tab, count: tabs)
        tabs = 0
    }

    private mutating func appendQuoteMarks(_ depth: Int) {
        for _ in 0..<depth { output += [Octet.greater, Octet.space] }
    }

    /// The whole text.
    func finished() -> [UInt8] { output }
}
