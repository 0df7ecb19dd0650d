/// Writes base64 (RFC 2045 section 6.8).
enum Base64Encoder {
    /// `octets` in lines of 76 characters, each ended by CRLF.
    static func lines(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        let lineCount = (octets.count + 56) / 57
        output.reserveCapacity((octets.count + 2) / 3 * 4 + lineCount * 2)
        var position = 0
        while position < octets.count {
            let end = min(position + 57, octets.count)
            append(octets[position..<end], to: &output)
            output.append(Octet.cr)
            output.append(Octet.lf)
            position = end
        }
        return output
    }

    /// `octets` without line breaks.
    static func encode(_ octets: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((octets.count + 2) / 3 * 4)
        append(Array(octets)[...], to: &output)
        return output
    }

    private static func append(_ octets: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let alphabet = Base64Table.alphabet
        var index = octets.startIndex
        while index + 3 <= octets.endIndex {
            let bits =
                UInt32(octets[index]) << 16 | UInt32(octets[index + 1]) << 8 | UInt32(octets[index + 2])
            output.append(alphabet[Int(bits >> 18)])
            output.append(alphabet[Int(bits >> 12 & 63)])
            output.append(alphabet[Int(bits >> 6 & 63)])
            output.append(alphabet[Int(bits & 63)])
            index += 3
        }
        let rest = octets.endIndex - index
        guard rest > 0 else { return }
        let bits = UInt32(octets[index]) << 16 | (rest == 2 ? UInt32(octets[index + 1]) << 8 : 0)
        output.append(alphabet[Int(bits >> 18)])
        output.append(alphabet[Int(bits >> 12 & 63)])
        output.append(rest == 2 ? alphabet[Int(bits >> 6 & 63)] : Octet.equals)
        output.append(Octet.equals)
    }
}
