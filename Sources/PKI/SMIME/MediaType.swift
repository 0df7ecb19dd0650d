internal import Domain

/// The value of a Content-Type field (RFC 2045 section 5.1), without what readers understand differently: comments,
/// white space inside `type/subtype` or around `=`, quoted pairs, parameters in pieces (RFC 2231), an empty one at the
/// end, one given twice.
struct MediaType {
    /// The type of a detached signature (RFC 8551 section 3.5.3).
    static let signature = "application/pkcs7-signature"

    /// `type/subtype` in lower case.
    let name: String
    private let parameters: [String: String]

    /// Reads all of `value`.
    init(_ value: ArraySlice<UInt8>) throws(SignedMailRefusal) {
        var reader = Reader(rest: StructuredText.trimmed(value))
        guard let type = reader.token(), reader.take(0x2F), let subtype = reader.token() else {
            throw .malformedContentType
        }
        name = "\(type)/\(subtype)".lowercased()
        var parameters: [String: String] = [:]
        while !reader.rest.isEmpty {
            reader.skipWhiteSpace()
            guard reader.take(0x3B) else { throw .malformedContentType }
            reader.skipWhiteSpace()
            guard let attribute = reader.token(),
                !attribute.utf8.contains(where: { $0 == 0x2A || $0 == 0x25 }),
                reader.take(0x3D), let text = reader.value(),
                parameters.updateValue(text, forKey: attribute.lowercased()) == nil
            else { throw .malformedContentType }
        }
        self.parameters = parameters
    }

    /// The value of a parameter; `attribute` in lower case.
    func parameter(_ attribute: String) -> String? { parameters[attribute] }

    /// The boundary, if it keeps to the grammar of RFC 2046 section 5.1.1: 1 to 70 of few characters, no space last.
    var boundary: [UInt8]? {
        guard let text = parameters["boundary"], (1...70).contains(text.utf8.count), text.utf8.last != 0x20,
            text.utf8.allSatisfy(Self.isBoundaryCharacter)
        else { return nil }
        return Array(text.utf8)
    }

    private static func isBoundaryCharacter(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        // ' ( ) + _ , - . / : = ? and space
        case 0x27, 0x28, 0x29, 0x2B, 0x5F, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x3F, 0x20: true
        default: false
        }
    }

    /// Takes the value apart from left to right.
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func take(_ octet: UInt8) -> Bool {
            guard rest.first == octet else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func skipWhiteSpace() { rest = rest.drop(while: StructuredText.isWhiteSpace) }

        /// A token, which has at least one character.
        mutating func token() -> String? {
            let token = rest.prefix(while: Self.isTokenCharacter)
            rest = rest[token.endIndex...]
            return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
        }

        /// A token, or a quoted string of printable ASCII in one line.
        mutating func value() -> String? {
            guard take(0x22) else { return token() }
            let text = rest.prefix { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
            rest = rest[text.endIndex...]
            guard take(0x22) else { return nil }
            return String(decoding: text, as: UTF8.self)
        }

        private static func isTokenCharacter(_ octet: UInt8) -> Bool {
            switch octet {
            // ( ) , / : ; < = > ? @ [ \ ] and the quotation mark
            case 0x28, 0x29, 0x2C, 0x2F, 0x3A...0x40, 0x5B...0x5D, 0x22: false
            default: (0x21...0x7E).contains(octet)
            }
        }
    }
}
