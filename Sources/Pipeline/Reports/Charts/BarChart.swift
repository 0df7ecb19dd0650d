/// Horizontal bars with their values behind them, wide enough for a phone.
struct BarChart: Sendable, Hashable {
    /// One bar.
    struct Bar: Sendable, Hashable {
        /// Its length.
        let value: Double
        /// The value as people read it.
        let text: String
        let ink: Canvas.Ink
    }

    /// Bars that belong together, under one label.
    struct Row: Sendable, Hashable {
        let label: String
        let bars: [Bar]
    }

    /// What a colour stands for.
    struct Key: Sendable, Hashable {
        let label: String
        let ink: Canvas.Ink
    }

    /// The dots of a row of a mail.
    static let width = 536
    private static let margin = 8
    private static let barHeight = 17
    private static let line = 22

    let rows: [Row]
    var keys: [Key] = []
    /// A value that is marked across all rows, such as a promise.
    var mark: Double?

    /// The drawing.
    func draw() -> Canvas {
        let labels = min(rows.map { PixelFont.width(of: $0.label) }.max() ?? 0, Self.width * 2 / 5)
        let values = rows.flatMap(\.bars).map { PixelFont.width(of: $0.text) }.max() ?? 0
        let start = Self.margin + labels + 10
        let room = max(Self.width - Self.margin - start - values - 8, 40)
        let top = Self.margin + (keys.isEmpty ? 0 : Self.line + 4)
        let height = rows.reduce(top) { $0 + $1.bars.count * Self.barHeight + 9 } + Self.margin
        var canvas = Canvas(width: Self.width, height: height)
        drawKeys(on: &canvas)
        let longest = max(rows.flatMap(\.bars).map(\.value).max() ?? 0, mark ?? 0)
        let length = { (value: Double) in
            longest > 0 && value > 0 ? max(Int((value / longest * Double(room)).rounded()), 2) : 0
        }
        if let mark {
            let x = start + length(mark)
            canvas.fill(x: x, y: top - 3, width: 2, height: height - top - Self.margin + 3, .text)
        }
        var y = top
        for row in rows {
            let middle = (row.bars.count * Self.barHeight - PixelFont.height) / 2
            canvas.write(fitting(row.label, labels), x: Self.margin, y: y + max(middle, 0))
            for bar in row.bars {
                let width = length(bar.value)
                canvas.fill(x: start, y: y + 2, width: width, height: Self.barHeight - 4, bar.ink)
                // The mark stays in sight, and the number beside it can be read.
                let behind = mark.map { abs(length($0) - width) < 4 ? 6 : 0 } ?? 0
                canvas.write(bar.text, x: start + width + 6 + behind, y: y + 1)
                y += Self.barHeight
            }
            canvas.fill(
                x: start - 2, y: y - row.bars.count * Self.barHeight, width: 2,
                height: row.bars.count * Self.barHeight, .grid)
            y += 9
        }
        return canvas
    }

    private func drawKeys(on canvas: inout Canvas) {
        var x = Self.margin
        for key in keys {
            canvas.fill(x: x, y: Self.margin + 3, width: 14, height: 11, key.ink)
            canvas.write(key.label, x: x + 20, y: Self.margin)
            x += 20 + PixelFont.width(of: key.label) + 18
        }
    }

    private func fitting(_ label: String, _ width: Int) -> String {
        let letters = width / PixelFont.width
        return label.count <= letters ? label : String(label.prefix(max(letters - 1, 0))) + "."
    }
}
