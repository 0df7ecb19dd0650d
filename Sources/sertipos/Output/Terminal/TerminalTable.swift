/// Columns that line up, made to fit: what is too wide is cut where it matters least.
struct TerminalTable {
    /// One cell.
    struct Cell: ExpressibleByStringLiteral {
        let text: String
        var tint = TerminalStyle.Tint.plain

        init(_ text: String, _ tint: TerminalStyle.Tint = .plain) {
            self.text = text.printable
            self.tint = tint
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    /// A column.
    struct Column {
        let title: String
        /// The fewest characters it can do with; `nil` if it is never cut.
        var least: Int?
    }

    /// Characters between two columns.
    private static let gap = 2

    let columns: [Column]
    var rows: [[Cell]] = []

    /// The lines, with a line of titles on a terminal.
    func lines(_ style: TerminalStyle) -> [String] {
        let widths = widths(style)
        var lines = rows.map { line($0, widths, style) }
        if style.width != nil, !rows.isEmpty {
            lines.insert(line(columns.map { Cell($0.title, .faint) }, widths, style), at: 0)
        }
        return lines
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: TerminalStyle) -> String {
        var output = ""
        for (index, (cell, width)) in zip(cells, widths).enumerated() where width > 0 {
            let text = cell.text.fitted(width)
            let isLast = index == cells.count - 1
            output += style.tinted(text, cell.tint)
            if !isLast { output += String(repeating: " ", count: width - text.count + Self.gap) }
        }
        while output.last == " " { output.removeLast() }
        return output
    }

    /// Natural widths, then cut from the right until the line fits; a column that could show nothing is left out.
    private func widths(_ style: TerminalStyle) -> [Int] {
        var widths = columns.indices.map { index in
            let title = style.width == nil ? 0 : columns[index].title.count
            return rows.reduce(title) { max($0, index < $1.count ? $1[index].text.count : 0) }
        }
        guard let limit = style.width else { return widths }
        var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - limit
        for index in columns.indices.reversed() where excess > 0 {
            guard let least = columns[index].least else { continue }
            let cut = min(excess, max(widths[index] - least, 0))
            widths[index] -= cut
            excess -= cut
        }
        for index in columns.indices.reversed() where excess > 0 && columns[index].least != nil {
            excess -= widths[index] + Self.gap
            widths[index] = 0
        }
        return widths
    }
}
