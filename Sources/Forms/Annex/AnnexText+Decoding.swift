extension AnnexText {
    /// The characters of a file whose charset nobody names.
    static func decoded(_ octets: [UInt8]) -> String {
        if octets.starts(with: [0xEF, 0xBB, 0xBF]) {
            return String(decoding: octets.dropFirst(3), as: UTF8.self)
        }
        if octets.starts(with: [0xFF, 0xFE]) { return utf16(octets.dropFirst(2), isLittle: true) }
        if octets.starts(with: [0xFE, 0xFF]) { return utf16(octets.dropFirst(2), isLittle: false) }
        // No text begins with a zero octet beside a letter but UTF-16 that lost its mark.
        if octets.count >= 2, (octets[0] == 0) != (octets[1] == 0) {
            return utf16(octets[...], isLittle: octets[1] == 0)
        }
        return String(validating: octets, as: UTF8.self) ?? windows1252(octets)
    }

    private static func utf16(_ octets: ArraySlice<UInt8>, isLittle: Bool) -> String {
        let units = stride(from: octets.startIndex, to: octets.endIndex - 1, by: 2).map { index in
            isLittle
                ? UInt16(octets[index + 1]) << 8 | UInt16(octets[index])
                : UInt16(octets[index]) << 8 | UInt16(octets[index + 1])
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// 0x80 to 0x9F; the five unassigned octets map to themselves, as in WHATWG Encoding.
    private static let upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func windows1252(_ octets: [UInt8]) -> String {
        let units = octets.map { (0x80...0x9F).contains($0) ? upper[Int($0) - 0x80] : UInt16($0) }
        return String(decoding: units, as: UTF16.self)
    }

    /// `text` with `\n` as its only line end and without characters that nobody sees. Quotation marks and other
    /// signs stay as they are, because the CSV grammar gives them a meaning.
    static func cleaned(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            let wasAfterReturn = isAfterReturn
            isAfterReturn = scalar.value == 0x0D
            switch scalar.value {
            case 0x0A where wasAfterReturn: break
            case 0x0A, 0x0D: output.append(Octet.newline)
            case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: output.append(Octet.space)
            case 0x09, 0x20...0x7E: output.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0...0x1F, 0x7F...0x9F, 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
                0xFE00...0xFE0F, 0xFEFF:
                break
            default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return output
    }
}
