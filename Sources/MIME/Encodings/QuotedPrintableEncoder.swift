/// Writes quoted-printable (RFC 2045 section 6.7) in lines of at most 76 octets.
enum QuotedPrintableEncoder {
    /// UTF-8 text with `\n` line ends, as lines that end in CRLF.
    ///
    /// `From ` and a lone dot at the start of a line are escaped too, against programs that alter them.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 4)
        text.withUnsafeBufferPointer { octets in
            var start = 0
            while start <= octets.count {
                let end = octets[start...].firstIndex(of: Octet.lf) ?? octets.count
                append(UnsafeBufferPointer(rebasing: octets[start..<end]), to: &output)
                start = end + 1
            }
        }
        return output
    }

    private static func append(_ line: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var width = 0
        for index in line.indices {
            let octet = line[index]
            let isLast = index == line.count - 1
            let isPlain = octet &- 33 < 94 && octet != Octet.equals
            var needsEscape = !(isPlain || (octet.isWSP && !isLast))
            if width + (needsEscape ? 3 : 1) > (isLast ? 76 : 75) {
                append(Octet.equals, Octet.cr, Octet.lf, to: &output)
                width = 0
            }
            if width == 0, isRisky(line, at: index) { needsEscape = true }
            if needsEscape {
                append(Octet.equals, hex(octet >> 4), hex(octet & 15), to: &output)
                width += 3
            } else {
                output.append(octet)
                width += 1
            }
        }
        output.append(Octet.cr)
        output.append(Octet.lf)
    }

    /// Whether a program on the way could alter a line that begins here.
    private static func isRisky(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        line[index] == Octet.dot || (line[index] == 0x46 && line[index...].starts(with: "From ".utf8))
    }

    private static func append(_ first: UInt8, _ second: UInt8, _ third: UInt8, to output: inout [UInt8]) {
        output.append(first)
        output.append(second)
        output.append(third)
    }

    private static func hex(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 55 + nibble }
}
