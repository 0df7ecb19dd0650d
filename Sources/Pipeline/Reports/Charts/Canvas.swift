/// A picture made of a few colours, one octet a dot.
struct Canvas: Sendable, Hashable {
    /// The colours: dark enough on white to be told apart by everybody (WCAG 2.1, 1.4.11).
    enum Ink: UInt8, Sendable, Hashable, CaseIterable {
        case paper, text, grid, strong, soft, alarm

        /// Red, green, blue.
        var components: [UInt8] {
            switch self {
            case .paper: [0xFF, 0xFF, 0xFF]
            case .text: [0x1C, 0x27, 0x33]
            case .grid: [0xD5, 0xDD, 0xE5]
            case .strong: [0x0B, 0x5C, 0xAD]
            case .soft: [0x6F, 0xA8, 0xD8]
            case .alarm: [0xB3, 0x3A, 0x00]
            }
        }
    }

    /// Dots in a row.
    let width: Int
    /// Rows.
    let height: Int
    /// The inks of all dots, row by row from the top.
    private(set) var dots: [UInt8]

    /// An empty sheet.
    init(width: Int, height: Int) {
        self.width = max(width, 1)
        self.height = max(height, 1)
        dots = [UInt8](repeating: Ink.paper.rawValue, count: self.width * self.height)
    }

    /// Colours a rectangle; what lies outside the sheet is left away.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ ink: Ink) {
        let columns = max(x, 0)..<max(min(x + width, self.width), max(x, 0))
        for row in max(y, 0)..<max(min(y + height, self.height), max(y, 0)) {
            for column in columns { dots[row * self.width + column] = ink.rawValue }
        }
    }

    /// Writes one line of text whose top left corner is given.
    mutating func write(_ text: String, x: Int, y: Int, _ ink: Ink = .text) {
        PixelFont.draw(text) { column, row in
            let (column, row) = (x + column, y + row)
            guard (0..<width).contains(column), (0..<height).contains(row) else { return }
            dots[row * width + column] = ink.rawValue
        }
    }
}
