/// Plain search of short phrases in octets.
enum Phrase {
    /// Whether `needle` stands in `haystack`. Needles are our own short phrases.
    static func finds(_ needle: [UInt8], in haystack: [UInt8]) -> Bool {
        guard let first = needle.first, haystack.count >= needle.count else { return needle.isEmpty }
        let last = haystack.count - needle.count
        var index = 0
        while index <= last {
            if haystack[index] == first, haystack[index..<(index + needle.count)].elementsEqual(needle) {
                return true
            }
            index += 1
        }
        return false
    }

    /// `octets` in lower case with runs of white space made one space.
    static func normalized(_ octets: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for octet in octets {
            if OctetScanner.isWhiteSpace(octet) {
                if let last = output.last, last != 0x20 { output.append(0x20) }
            } else {
                output.append((65...90).contains(octet) ? octet + 32 : octet)
            }
        }
        if output.last == 0x20 { output.removeLast() }
        return output
    }
}
