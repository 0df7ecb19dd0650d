/// A canvas as PNG (ISO/IEC 15948) with a palette, four bits a dot.
enum PNGImage {
    /// The file.
    static func bytes(of canvas: Canvas) -> [UInt8] {
        var output: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let size = big(UInt32(canvas.width)) + big(UInt32(canvas.height))
        chunk("IHDR", size + [4, 3, 0, 0, 0], &output)
        chunk("PLTE", Canvas.Ink.allCases.flatMap(\.components), &output)
        let rows = packed(canvas)
        let data = [0x78, 0x01] + RunDeflate.compress(rows, stride: stride(of: canvas)) + big(adler(rows))
        chunk("IDAT", data, &output)
        chunk("IEND", [], &output)
        return output
    }

    private static func stride(of canvas: Canvas) -> Int { 1 + (canvas.width + 1) / 2 }

    /// Each row without a filter, two dots in an octet, the left one high.
    private static func packed(_ canvas: Canvas) -> [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity(stride(of: canvas) * canvas.height)
        for row in 0..<canvas.height {
            rows.append(0)
            let dots = canvas.dots[(row * canvas.width)..<((row + 1) * canvas.width)]
            var start = dots.startIndex
            while start < dots.endIndex {
                let right = start + 1 < dots.endIndex ? dots[start + 1] : 0
                rows.append(dots[start] << 4 | right)
                start += 2
            }
        }
        return rows
    }

    private static func chunk(_ name: String, _ content: [UInt8], _ output: inout [UInt8]) {
        let body = Array(name.utf8) + content
        output += big(UInt32(content.count)) + body + big(crc(body))
    }

    /// RFC 1950 section 8.2.
    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return high << 16 | low
    }

    /// ISO 3309, as the PNG specification's annex D has it.
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
