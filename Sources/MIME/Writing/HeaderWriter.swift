import Domain

/// Writes header fields: every value comes as unbreakable words, lines are folded between them at 76 octets.
struct HeaderWriter {
    private static let lineLength = 76

    /// The fields so far, each ended by CRLF.
    private(set) var octets: [UInt8] = []
    /// How many fields were written; the last check counts them again.
    private(set) var count = 0

    /// Writes a field. Words hold no line break; a space goes between them.
    mutating func field(_ name: StaticString, _ words: [[UInt8]]) {
        count += 1
        let start = octets.count
        name.withUTF8Buffer { octets += $0 }
        octets.append(Octet.colon)
        var lineStart = start
        var isFirst = true
        for word in words where !word.isEmpty {
            let length = octets.count - lineStart + 1 + word.count
            if !isFirst, length > Self.lineLength {
                octets += [Octet.cr, Octet.lf]
                lineStart = octets.count
            }
            octets.append(Octet.space)
            octets += word.map(Self.harmless)
            isFirst = false
        }
        octets += [Octet.cr, Octet.lf]
    }

    /// Writes a field with one unbreakable value.
    mutating func field(_ name: StaticString, _ value: String) { field(name, [Array(value.utf8)]) }

    /// Writes the parameters' field: `value; name=value; …`.
    mutating func field(_ name: StaticString, _ value: String, parameters: [[UInt8]]) {
        var words = [Array(value.utf8)] + parameters
        for index in words.indices.dropLast() { words[index].append(Octet.semicolon) }
        field(name, words)
    }

    /// Whatever slipped through, no control octet reaches the wire.
    private static func harmless(_ octet: UInt8) -> UInt8 { octet < 32 || octet == 127 ? Octet.space : octet }
}
