/// A header section out of octets: names in lower case, values unfolded. Bounded, since bounces quote strangers.
struct HeaderBlock {
    /// The most octets and fields that are read.
    private static let limits = (octets: 262_144, fields: 500)

    /// Name and value in order.
    let fields: [(name: [UInt8], value: [UInt8])]
    /// Where the octets after the blank line begin.
    let end: Int

    /// The section that begins at `start` and ends at a blank line or at the end.
    init(_ octets: [UInt8], from start: Int = 0) {
        var lines = LineReader(octets, from: start)
        var fields: [(name: [UInt8], value: [UInt8])] = []
        while lines.position - start < Self.limits.octets, let line = lines.next() {
            if line.isEmpty { break }
            if line.first == 0x20 || line.first == 0x09 {
                if let last = fields.indices.last {
                    fields[last].value += [0x20] + line.drop { OctetScanner.isWhiteSpace($0) }
                }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), fields.count < Self.limits.fields {
                var name = OctetScanner.lowered(line[..<colon])
                while let last = name.last, OctetScanner.isWhiteSpace(last) { name.removeLast() }
                let value = line[(colon + 1)...].drop { OctetScanner.isWhiteSpace($0) }
                fields.append((name, Array(value)))
            }
        }
        self.fields = fields
        end = lines.position
    }

    /// The first value under `name` (lower case).
    func first(_ name: String) -> [UInt8]? {
        fields.first { $0.name.elementsEqual(name.utf8) }?.value
    }
}

/// Lines of octets, without their CRLF, LF or lone CR.
struct LineReader {
    private let octets: [UInt8]
    /// Where the next line begins.
    private(set) var position: Int

    init(_ octets: [UInt8], from start: Int = 0) {
        self.octets = octets
        position = start
    }

    /// The next line, or `nil` at the end.
    mutating func next() -> ArraySlice<UInt8>? {
        guard position < octets.count else { return nil }
        let start = position
        while position < octets.count, octets[position] != 0x0A, octets[position] != 0x0D { position += 1 }
        let line = octets[start..<position]
        if position < octets.count {
            let next = position + 1
            let isCRLF = octets[position] == 0x0D && next < octets.count && octets[next] == 0x0A
            position += isCRLF ? 2 : 1
        }
        return line
    }
}
