/// Breaks text into lines at spaces only, so that no URL, address or code is ever cut.
enum TextWrapping {
    /// Lines of at most `width` columns; `\n` in `flow` always ends one. A word that is wider stands alone.
    static func lines(of flow: [UInt8], width: Int) -> [String] {
        var lines: [String] = []
        for segment in flow.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var line: [UInt8] = []
            var lineColumns = 0
            for word in segment.split(separator: 0x20) {
                let wordColumns = columns(word)
                if !line.isEmpty, lineColumns + 1 + wordColumns > width {
                    lines.append(String(decoding: line, as: UTF8.self))
                    line.removeAll(keepingCapacity: true)
                    lineColumns = 0
                }
                if !line.isEmpty {
                    line.append(0x20)
                    lineColumns += 1
                }
                line += word
                lineColumns += wordColumns
            }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return lines
    }

    /// Unicode scalars in `octets`: close enough to columns for the scripts the desk writes.
    static func columns(_ octets: some Sequence<UInt8>) -> Int {
        octets.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
