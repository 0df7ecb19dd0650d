/// Quote headers inside one long line: some phones turn every line break of a mail into a space.
enum LongLine {
    /// `line` cut where a quote header or a phone's signature stands in it; usually not at all.
    ///
    /// The header gets a line of its own that ends with a colon, so that it is recognised like any other.
    static func cut(_ line: PlainText.Line, in plain: PlainText) -> [PlainText.Line] {
        let octets = plain.octets
        var attempts = 0
        var position = line.start
        while position < line.end, attempts < 16 {
            let octet = octets[position]
            if octet == Octet.colon {
                if let verb = verbs.first(where: { ends(with: $0, at: position, from: line.start, octets) }) {
                    attempts += 1
                    if let start = opener(before: position - verb.count, from: line.start, octets) {
                        return pieces(line, header: start..<position + 1)
                    }
                }
            } else if octet == Octet.hyphen, octets[position...].starts(with: "-----".utf8) {
                attempts += 1
                let separator = octets[position..<min(position + 60, line.end)]
                if let length = separatorLength(separator) {
                    return pieces(line, header: position..<position + length)
                }
                while position < line.end, octets[position] == Octet.hyphen { position += 1 }
            }
            position += 1
        }
        return deviceCut(line, octets)
    }

    private static func pieces(_ line: PlainText.Line, header: Range<Int>) -> [PlainText.Line] {
        var before = line
        before.end = header.lowerBound
        var middle = line
        (middle.start, middle.end) = (header.lowerBound, header.upperBound)
        var after = line
        after.start = header.upperBound
        return [before, middle, after]
    }

    /// Cuts `… Dikirim dari iPhone saya` off the end of a line.
    private static func deviceCut(_ line: PlainText.Line, _ octets: [UInt8]) -> [PlainText.Line] {
        var position = max(line.start + 1, line.end - 60)
        while position < line.end {
            if octets[position - 1] == Octet.space {
                var tail = octets[position..<line.end]
                while let last = tail.last, Octet.isBlank(last) { tail.removeLast() }
                if SignatureLine.isDeviceLine(tail) {
                    var (before, after) = (line, line)
                    before.end = position
                    after.start = position
                    return [before, after]
                }
            }
            position += 1
        }
        return [line]
    }

    private static func ends(with word: [UInt8], at end: Int, from start: Int, _ octets: [UInt8]) -> Bool {
        guard end - start > word.count else { return false }
        let range = (end - word.count)..<end
        return octets[range].elementsEqual(word, by: { Octet.lowered($0) == $1 })
            && Octet.isBlank(octets[range.lowerBound - 1])
    }

    /// The nearest ` Pada ` or ` On ` at most 200 octets back with a digit behind it.
    private static func opener(before end: Int, from start: Int, _ octets: [UInt8]) -> Int? {
        var position = end
        var hasDigit = false
        while position > start, end - position < 200 {
            position -= 1
            if Octet.isDigit(octets[position]) { hasDigit = true }
            guard hasDigit, position == start || Octet.isBlank(octets[position - 1]) else { continue }
            let tail = octets[position..<min(position + 5, end)]
            if openers.contains(where: { tail.starts(with: $0) }) { return position }
        }
        return nil
    }

    private static func separatorLength(_ octets: ArraySlice<UInt8>) -> Int? {
        let lowered = octets.drop { $0 == Octet.hyphen || $0 == Octet.space }.map(Octet.lowered)
        let skipped = octets.count - lowered.count
        for name in names where lowered.starts(with: name) {
            let dashes = lowered.dropFirst(name.count).prefix { $0 == Octet.hyphen || $0 == Octet.space }
            if dashes.contains(Octet.hyphen) { return skipped + name.count + dashes.count }
        }
        return nil
    }

    private static let verbs: [[UInt8]] = ["menulis", "wrote"].map { Array($0.utf8) }
    private static let openers: [[UInt8]] = ["Pada ", "On "].map { Array($0.utf8) }
    private static let names: [[UInt8]] = ["original message", "pesan asli", "forwarded message"]
        .map { Array($0.utf8) }
}
