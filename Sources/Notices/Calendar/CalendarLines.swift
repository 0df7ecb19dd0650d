/// Content lines of iCalendar (RFC 5545 section 3.1): `NAME:value`, folded at 75 octets, CRLF.
struct CalendarLines {
    /// A line without its CRLF holds no more octets than this.
    private static let longest = 75
    /// What has been written.
    private(set) var octets: [UInt8] = []

    /// A property with a value of our own making.
    mutating func add(_ name: String, _ value: String) { write(Array((name + ":" + value).utf8)) }

    /// A property with a value of type TEXT (RFC 5545 section 3.3.11), whoever wrote it.
    mutating func add(_ name: String, text: String) { write(Array((name + ":").utf8) + Self.escaped(text)) }

    /// A property with a value of type URI, whoever wrote it.
    mutating func add(_ name: String, uri: String) { write(Array((name + ":").utf8) + Self.encoded(uri)) }

    /// `text` with `\`, `;`, `,` and line ends escaped and without other control characters.
    private static func escaped(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + 16)
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            let wasAfterReturn = isAfterReturn
            isAfterReturn = scalar.value == 0x0D
            switch scalar.value {
            case 0x0A where wasAfterReturn: break
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: output += "\\n".utf8
            case 0x3B, 0x2C, 0x5C: output += [0x5C, UInt8(truncatingIfNeeded: scalar.value)]
            case 0x09, 0x20...0x7E: output.append(UInt8(truncatingIfNeeded: scalar.value))
            // Control characters, and those that turn the direction of the text around.
            case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
            default: output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return output
    }

    /// `uri` with everything percent-encoded that RFC 3986 does not allow in one.
    private static func encoded(_ uri: String) -> [UInt8] {
        let hex = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for octet in uri.utf8 {
            switch octet {
            case 48...57, 65...90, 97...122: output.append(octet)
            case _ where "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(octet): output.append(octet)
            default: output += [0x25, hex[Int(octet >> 4)], hex[Int(octet & 15)]]
            }
        }
        return output
    }

    /// Writes one line; it is folded before an octet that begins a character, never inside one.
    private mutating func write(_ line: [UInt8]) {
        var start = 0
        var room = Self.longest
        while line.count - start > room {
            var end = start + room
            while end > start + 1, line[end] & 0xC0 == 0x80 { end -= 1 }
            octets += line[start..<end]
            octets += [0x0D, 0x0A, 0x20]
            start = end
            room = Self.longest - 1
        }
        octets += line[start...]
        octets += [0x0D, 0x0A]
    }
}
