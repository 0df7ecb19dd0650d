/// Textual encodings (RFC 7468): written strictly, read leniently, because they come through mail programs.
public enum PEM {
    /// Labels of what the desk hands out.
    public enum Label: String, Sendable, Hashable, CaseIterable {
        /// A certificate (RFC 7468 section 5).
        case certificate = "CERTIFICATE"
        /// A CRL (RFC 7468 section 6).
        case revocationList = "X509 CRL"
    }

    /// The text for `der`, 64 characters in a line, with a line break at the end.
    public static func encode(der: [UInt8], label: Label) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(der.count * 4 / 3 + der.count / 48 + 80)
        text += Array("-----BEGIN \(label.rawValue)-----\n".utf8)
        for start in stride(from: 0, to: der.count, by: 48) {
            appendBase64(der[start..<min(start + 48, der.count)], to: &text)
            text.append(0x0A)
        }
        text += Array("-----END \(label.rawValue)-----\n".utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// The text for several, such as a chain.
    public static func encode(ders: [[UInt8]], label: Label) -> String {
        ders.map { encode(der: $0, label: label) }.joined()
    }

    /// One encapsulated block.
    struct Block: Hashable {
        let label: String
        let der: [UInt8]
    }

    /// The blocks in `octets`, whatever stands around them. Blocks whose content is not base64 or whose end does
    /// not fit are left out. Linear in the number of octets.
    static func blocks(in octets: UnsafeRawBufferPointer, limit: Int = 64) -> [Block] {
        var blocks: [Block] = []
        var open: (label: String, content: [UInt8])?
        for line in octets.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let text = trimmed(line)
            if let label = boundary(text, "-----BEGIN ") {
                open = (label, [])
            } else if let label = boundary(text, "-----END ") {
                if let block = open, block.label == label, let der = decode(block.content) {
                    blocks.append(Block(label: label, der: der))
                    if blocks.count == limit { return blocks }
                }
                open = nil
            } else if open != nil {
                open?.content += text
            }
        }
        return blocks
    }

    /// Without the spaces and quoting marks that mail programs put around lines.
    private static func trimmed(_ line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let isMargin: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
        var rest = line.drop(while: isMargin)
        while let last = rest.last, isMargin(last) { rest = rest.dropLast() }
        return rest
    }

    private static func boundary(_ line: Slice<UnsafeRawBufferPointer>, _ start: String) -> String? {
        guard line.count <= 80, line.starts(with: start.utf8), line.suffix(5).elementsEqual("-----".utf8),
            line.count >= start.utf8.count + 5
        else { return nil }
        return String(decoding: line.dropFirst(start.utf8.count).dropLast(5), as: UTF8.self)
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func appendBase64(_ octets: ArraySlice<UInt8>, to text: inout [UInt8]) {
        var index = octets.startIndex
        while index < octets.endIndex {
            let group = octets[index..<min(index + 3, octets.endIndex)]
            var bits: UInt32 = 0
            for octet in group { bits = bits << 8 | UInt32(octet) }
            bits <<= UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : 0x3D)
            }
            index += group.count
        }
    }

    /// Base64 (RFC 4648 section 4) with optional padding; `nil` for any other character.
    private static func decode(_ text: [UInt8]) -> [UInt8]? {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var pending = 0
        var isPadded = false
        for letter in text {
            let value: UInt8
            switch letter {
            case 0x41...0x5A: value = letter - 0x41
            case 0x61...0x7A: value = letter - 0x61 + 26
            case 0x30...0x39: value = letter - 0x30 + 52
            case 0x2B: value = 62
            case 0x2F: value = 63
            case 0x20, 0x09: continue
            case 0x3D:
                isPadded = true
                continue
            default: return nil
            }
            guard !isPadded else { return nil }
            bits = bits << 6 | UInt32(value)
            pending += 6
            if pending >= 8 {
                pending -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(pending)))
            }
        }
        return octets
    }
}
