/// Text as HTML character data, safe in double-quoted attributes too.
enum HTMLEscaping {
    /// Appends `text` with `& < > "` and `'` as character references.
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { octets in
            // Runs between the rare special characters are copied whole.
            var start = 0
            for index in octets.indices {
                guard let reference = reference(for: octets[index]) else { continue }
                output.append(contentsOf: octets[start..<index])
                output.append(contentsOf: reference.utf8)
                start = index + 1
            }
            output.append(contentsOf: octets[start...])
        }
    }

    private static func reference(for octet: UInt8) -> String? {
        switch octet {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
