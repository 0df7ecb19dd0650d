internal import Domain

/// Finds addresses in the prose of bounces.
enum AddressText {
    /// The one address that `octets` hold, angle brackets and white space around it allowed.
    static func address(_ octets: some BidirectionalCollection<UInt8>) -> EmailAddress? {
        let edges = Array(" \t\r\n<>\"'".utf8)
        var trimmed = Array(octets).drop { edges.contains($0) }
        while let last = trimmed.last, edges.contains(last) { trimmed.removeLast() }
        return EmailAddress(OctetScanner.text(trimmed))
    }

    /// The address at the beginning of `line`, in angle brackets or bare, and what follows it.
    static func leading(_ line: ArraySlice<UInt8>) -> (address: EmailAddress, rest: ArraySlice<UInt8>)? {
        let trimmed = line.drop { OctetScanner.isWhiteSpace($0) }
        guard let first = trimmed.first else { return nil }
        if first == UInt8(ascii: "<") {
            guard let end = trimmed.firstIndex(of: UInt8(ascii: ">")),
                let address = address(trimmed[trimmed.startIndex..<end])
            else { return nil }
            return (address, trimmed[(end + 1)...])
        }
        var word = trimmed.prefix { !OctetScanner.isWhiteSpace($0) && $0 != UInt8(ascii: "(") }
        let end = word.endIndex
        while let last = word.last, Array(":,;.".utf8).contains(last) { word.removeLast() }
        guard let address = address(word) else { return nil }
        return (address, trimmed[end...])
    }

    /// Addresses in a list separated by commas, such as X-Failed-Recipients.
    static func list(_ value: String) -> [EmailAddress] {
        Array(value.utf8).split(separator: UInt8(ascii: ",")).prefix(1000).compactMap { address($0) }
    }
}
