/// A grey PNG whose data is stored, not compressed (RFC 1950, RFC 1951).
enum GreyPNG {
    /// A PNG of this size; width × height must stay below 65,000.
    static func bytes(width: Int, height: Int) -> [UInt8] {
        var rows: [UInt8] = []
        for row in 0..<height {
            rows.append(0)
            for column in 0..<width { rows.append(row % 12 == 4 && column > 8 ? 90 : 225) }
        }
        var output: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        chunk("IHDR", big(UInt32(width)) + big(UInt32(height)) + [8, 0, 0, 0, 0], &output)
        chunk("IDAT", stored(rows), &output)
        chunk("IEND", [], &output)
        return output
    }

    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt16(truncatingIfNeeded: bytes.count)
        let length: [UInt8] = [
            UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8),
        ]
        return [0x78, 0x01, 0x01] + length + bytes + big(adler(bytes))
    }

    private static func chunk(_ name: String, _ content: [UInt8], _ output: inout [UInt8]) {
        let body = Array(name.utf8) + content
        output += big(UInt32(content.count)) + body + big(crc(body))
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return high << 16 | low
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
