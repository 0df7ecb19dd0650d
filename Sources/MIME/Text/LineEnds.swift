/// Line ends of decoded text.
enum LineEnds {
    /// The text with `\n` for CRLF and for a CR of its own.
    static func normalized(_ text: [UInt8]) -> [UInt8] {
        let span = text.span
        guard var next = span.firstIndex(of: Octet.cr, in: 0..<text.count) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = 0
        while true {
            output += text[position..<next]
            output.append(Octet.lf)
            position = next + 1
            if position < text.count, text[position] == Octet.lf { position += 1 }
            guard let following = span.firstIndex(of: Octet.cr, in: position..<text.count) else { break }
            next = following
        }
        output += text[position...]
        return output
    }
}
