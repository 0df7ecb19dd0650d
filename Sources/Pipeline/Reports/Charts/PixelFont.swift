/// Letters as dots, for the few words inside a chart.
enum PixelFont {
    /// Dots from one letter to the next.
    static let width = 9
    /// Dots from the top of a line to its bottom.
    static let height = 15

    /// Dots that `text` takes in one line.
    static func width(of text: String) -> Int { spelled(text).count * width }

    /// Calls `dot` with the place of every dot of `text`, from the top left corner.
    static func draw(_ text: String, dot: (_ x: Int, _ y: Int) -> Void) {
        for (index, letter) in spelled(text).enumerated() {
            for row in 0..<height {
                let line = bits(row, of: letter)
                for column in 0..<width where line >> (width - 1 - column) & 1 == 1 {
                    dot(index * width + column, row)
                }
            }
        }
    }

    /// The letters of `text` as far as there are dots for them: ASCII, dashes as hyphens, else a question mark.
    private static func spelled(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 32...126: UInt8(scalar.value)
            case 0xA0, 0x2009, 0x202F: 32
            case 0x2010...0x2015: UInt8(ascii: "-")
            case 0x2018, 0x2019: UInt8(ascii: "'")
            default: UInt8(ascii: "?")
            }
        }
    }

    private static let digits = Array(dots.utf8)

    private static func bits(_ row: Int, of letter: UInt8) -> Int {
        let start = ((Int(letter) - 32) * height + row) * 3
        guard digits.indices.contains(start + 2) else { return 0 }
        return digits[start..<(start + 3)].reduce(0) { value, digit in
            value * 16 + Int(digit <= UInt8(ascii: "9") ? digit - 48 : digit - 87)
        }
    }
}
