internal import Domain

/// The header section of an entity in canonical lines (RFC 5322 section 2.2, RFC 2045 section 3), without the
/// obsolete forms: no space before the colon, no line of white space alone, no control characters.
struct EntityHeader {
    /// Octets of a header section at most: each line becomes a value many times its size.
    private static let maximumLength = 256 << 10

    /// What follows the empty line.
    let body: ArraySlice<UInt8>
    private let fields: [(name: String, value: ArraySlice<UInt8>)]

    /// Reads the header section that `entity` begins with. It has to end with an empty line.
    init(of entity: ArraySlice<UInt8>) throws(SignedMailRefusal) {
        var fields: [(name: String, value: ArraySlice<UInt8>)] = []
        var start = entity.startIndex
        while true {
            let end = CanonicalLines.end(ofLineFrom: start, in: entity)
            // Every line of it ends with CRLF; a lone LF cannot be here.
            guard end < entity.endIndex, end > start, end - entity.startIndex < Self.maximumLength else {
                throw .malformedHeader
            }
            let line = entity[start..<(end - 1)]
            start = end + 1
            guard let first = line.first else { break }
            guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .malformedHeader }
            if first == 0x20 || first == 0x09 {
                guard let last = fields.popLast(), line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else {
                    throw .malformedHeader
                }
                fields.append((last.name, entity[last.value.startIndex..<line.endIndex]))
            } else {
                fields.append(try Self.field(line))
            }
        }
        self.fields = fields
        body = entity[start...]
        try refuseRepetition()
    }

    private static func field(
        _ line: ArraySlice<UInt8>
    ) throws(SignedMailRefusal) -> (name: String, value: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
            line[..<colon].allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .malformedHeader }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        return (name, line[(colon + 1)...])
    }

    /// Fields that say what the body is occur once at most: the first counts for some readers, the last for others.
    private func refuseRepetition() throws(SignedMailRefusal) {
        var known: Set<String> = []
        for field in fields where field.name.hasPrefix("content-") || field.name == "mime-version" {
            guard known.insert(field.name).inserted else { throw .repeatedField }
        }
    }

    /// The value of a field that must not be there twice, folding included; `name` in lower case.
    func value(_ name: String) throws(SignedMailRefusal) -> ArraySlice<UInt8>? {
        let found = fields.filter { $0.name == name }
        guard found.count <= 1 else { throw .repeatedField }
        return found.first?.value
    }

    /// Whether all fields are ones that mean something on a body part (RFC 2046 section 5.1).
    var hasContentFieldsOnly: Bool { fields.allSatisfy { $0.name.hasPrefix("content-") } }

    /// Requires `MIME-Version: 1.0`, perhaps with a comment before or behind it (RFC 2045 section 4).
    func requireVersion() throws(SignedMailRefusal) {
        guard let value = try value("mime-version") else { throw .wrongVersion }
        guard StructuredText.withoutComments(value) == Array("1.0".utf8) else { throw .wrongVersion }
    }

    /// Requires that the body is not encoded, which no multipart is (RFC 2045 section 6.4).
    func requirePlainTransfer() throws(SignedMailRefusal) {
        guard let value = try value("content-transfer-encoding") else { return }
        guard ["7bit", "8bit"].contains(StructuredText.lowered(value)) else { throw .wrongTransferEncoding }
    }

    /// Requires that the body is base64 (RFC 2045 section 6.8).
    func requireBase64() throws(SignedMailRefusal) {
        guard let value = try value("content-transfer-encoding"), StructuredText.lowered(value) == "base64"
        else {
            throw .wrongTransferEncoding
        }
    }
}
