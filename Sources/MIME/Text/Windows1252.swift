/// The charset most unlabelled 8-bit mail is in. Each of its 256 octets means something.
enum Windows1252 {
    /// The scalars of 0x80 to 0x9F; the five unassigned octets map to themselves, as in WHATWG Encoding.
    private static let upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// The scalar value of an octet.
    static func scalar(_ octet: UInt8) -> UInt16 {
        (0x80...0x9F).contains(octet) ? upper[Int(octet - 0x80)] : UInt16(octet)
    }

    /// The text as UTF-8.
    static func utf8(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count + octets.count / 8)
        for octet in octets {
            guard octet >= 0x80 else {
                output.append(octet)
                continue
            }
            let value = scalar(octet)
            if value < 0x800 {
                output.append(0xC0 | UInt8(value >> 6))
            } else {
                output.append(0xE0 | UInt8(value >> 12))
                output.append(0x80 | UInt8(value >> 6 & 0x3F))
            }
            output.append(0x80 | UInt8(value & 0x3F))
        }
        return output
    }
}
