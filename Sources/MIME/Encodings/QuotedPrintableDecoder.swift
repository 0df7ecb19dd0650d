/// Quoted-printable (RFC 2045 section 6.7), read tolerantly: what is no escape stays as it stands.
enum QuotedPrintableDecoder {
    /// The decoded octets, and whether an equals sign stood where none may.
    static func decode(_ text: ArraySlice<UInt8>) -> (octets: [UInt8], isInvalid: Bool) {
        var isInvalid = false
        let octets = [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
            text.withUnsafeBufferPointer { input in
                let span = input.span
                var position = 0
                while position < span.count {
                    let lineFeed = span.firstIndex(of: Octet.lf, in: position..<span.count)
                    let next = lineFeed.map { $0 + 1 } ?? span.count
                    decodeLine(span, position..<next, output, &count, &isInvalid)
                    position = next
                }
            }
        }
        return (octets, isInvalid)
    }

    /// One line with its line end. Each octet read writes at most one, so `output` never overflows.
    private static func decodeLine(
        _ input: Span<UInt8>, _ line: Range<Int>, _ output: UnsafeMutableBufferPointer<UInt8>,
        _ count: inout Int, _ isInvalid: inout Bool
    ) {
        var end = line.upperBound
        if end > line.lowerBound, input[end - 1] == Octet.lf { end -= 1 }
        if end < line.upperBound, end > line.lowerBound, input[end - 1] == Octet.cr { end -= 1 }
        let lineEnd = end
        while end > line.lowerBound, input[end - 1].isWSP { end -= 1 }
        let hasLineEnd = lineEnd < line.upperBound
        let isSoft = end > line.lowerBound && input[end - 1] == Octet.equals
        if isSoft { end -= 1 } else if !hasLineEnd { end = lineEnd }
        var index = line.lowerBound
        while index < end {
            let octet = input[index]
            index += 1
            if octet == Octet.equals {
                if index + 1 < end, let high = input[index].hexValue, let low = input[index + 1].hexValue {
                    output[count] = high << 4 | low
                    count += 1
                    index += 2
                    continue
                }
                isInvalid = true
            }
            output[count] = octet
            count += 1
        }
        guard !isSoft else { return }
        for index in lineEnd..<line.upperBound {
            output[count] = input[index]
            count += 1
        }
    }
}
