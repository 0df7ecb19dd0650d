/// Small readings of structured field values (RFC 5322 section 3.2).
enum StructuredText {
    /// White space, of which a folded line break is part.
    static func isWhiteSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0D || octet == 0x0A
    }

    /// `value` without white space at both ends.
    static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = value.drop(while: isWhiteSpace)
        while let last = rest.last, isWhiteSpace(last) { rest = rest.dropLast() }
        return rest
    }

    /// `value` without white space at both ends, ASCII letters in lower case.
    static func lowered(_ value: ArraySlice<UInt8>) -> String {
        String(decoding: trimmed(value).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    /// `value` without comments and white space at its ends; `nil` if a comment never ends. What stood between two
    /// comments is not joined: the white space or nothing between them stays.
    static func withoutComments(_ value: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var depth = 0
        var isEscaped = false
        for octet in value {
            if depth > 0 {
                if isEscaped {
                    isEscaped = false
                } else if octet == 0x5C {
                    isEscaped = true
                } else if octet == 0x28 {
                    depth += 1
                } else if octet == 0x29 {
                    depth -= 1
                    // So that `1.(x)0` does not become `1.0`.
                    if depth == 0 { text.append(0x20) }
                }
            } else if octet == 0x28 {
                depth = 1
            } else {
                text.append(octet)
            }
        }
        return depth == 0 ? Array(trimmed(text[...])) : nil
    }
}
