/// A plain reading of RFC 5545, as a calendar program would do it: unfold, split, unescape.
struct CalendarReading {
    /// One content line.
    struct Property: Equatable {
        let name: String
        let value: String
    }

    /// All content lines in order.
    let properties: [Property]
    /// The lines as they travel, without CRLF.
    let lines: [[UInt8]]

    init?(_ octets: [UInt8]) {
        guard octets.suffix(2) == [0x0D, 0x0A] else { return nil }
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = 0
        while index < octets.count {
            switch octets[index] {
            case 0x0D:
                guard index + 1 < octets.count, octets[index + 1] == 0x0A else { return nil }
                lines.append(line)
                line = []
                index += 1
            case 0x0A: return nil
            default: line.append(octets[index])
            }
            index += 1
        }
        self.lines = lines
        var unfolded: [[UInt8]] = []
        for line in lines {
            if let first = line.first, first == 0x20 || first == 0x09, !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += line.dropFirst()
            } else {
                unfolded.append(line)
            }
        }
        var properties: [Property] = []
        for line in unfolded {
            guard let colon = line.firstIndex(of: 0x3A) else { return nil }
            properties.append(
                Property(
                    name: String(decoding: line[..<colon], as: UTF8.self),
                    value: String(decoding: line[(colon + 1)...], as: UTF8.self)))
        }
        self.properties = properties
    }

    /// The values of all properties called `name`.
    func values(_ name: String) -> [String] { properties.filter { $0.name == name }.map(\.value) }

    /// `value` of type TEXT without its escapes; `nil` if something stands unescaped in it.
    static func text(_ value: String?) -> String? {
        guard let value else { return nil }
        var output = String.UnicodeScalarView()
        var scalars = value.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case ";", ",": return nil
            case "\\":
                switch scalars.next() {
                case "n", "N": output.append("\n")
                case let next? where next == "\\" || next == ";" || next == ",": output.append(next)
                default: return nil
                }
            default: output.append(scalar)
            }
        }
        return String(output)
    }
}
