/// Writes quoted-printable (RFC 2045 section 6.7) in lines of at most 76 octets.
enum QuotedPrintableEncoder {
    private static let hex = Array("0123456789ABCDEF".utf8)

    /// UTF-8 text with `\n` line ends, as lines that end in CRLF.
    ///
    /// `From ` and a lone dot at the start of a line are escaped too, against programs that alter them.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 4)
        for line in text.split(separator: Octet.lf, omittingEmptySubsequences: false) {
            append(line, to: &output)
        }
        return output
    }

    private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var width = 0
        for index in line.indices {
            let octet = line[index]
            let isLast = index == line.endIndex - 1
            let isPlain = (33...126).contains(octet) && octet != Octet.equals
            var needsEscape = !(isPlain || (octet.isWSP && !isLast))
            if width + (needsEscape ? 3 : 1) > (isLast ? 76 : 75) {
                output += [Octet.equals, Octet.cr, Octet.lf]
                width = 0
            }
            let isRisky = octet == Octet.dot || line[index...].starts(with: [0x46, 0x72, 0x6F, 0x6D, 0x20])
            if width == 0, isRisky { needsEscape = true }
            if needsEscape {
                output += [Octet.equals, hex[Int(octet >> 4)], hex[Int(octet & 15)]]
            } else {
                output.append(octet)
            }
            width += needsEscape ? 3 : 1
        }
        output += [Octet.cr, Octet.lf]
    }
}
