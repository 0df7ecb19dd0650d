/// An IP address literal, read only as far as needed to tell our own machines from the outside.
struct NetworkAddress: Sendable, Hashable {
    /// Whether it is a loopback address: the same machine.
    let isLoopback: Bool
    /// Whether it is a loopback or private address (RFC 1918, RFC 4193; also embedded in 6to4, as Gmail does).
    let isInternal: Bool

    /// The address written in `text`, brackets and the tag `IPv6:` allowed, or `nil` if it is none.
    init?(_ text: some Sequence<UInt8>) {
        var octets = OctetScanner.lowered(text)
        if octets.first == UInt8(ascii: "["), octets.last == UInt8(ascii: "]") {
            octets = Array(octets.dropFirst().dropLast())
        }
        if octets.starts(with: "ipv6:".utf8) { octets.removeFirst(5) }
        guard octets.count <= 45 else { return nil }
        if let address = Self.dotted(octets[...]) {
            self.init(address)
            return
        }
        guard octets.contains(UInt8(ascii: ":")),
            octets.allSatisfy({ Self.isHex($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
        else { return nil }
        let groups = octets.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (3...9).contains(groups.count) else { return nil }
        if octets.starts(with: "::ffff:".utf8), let last = groups.last, let address = Self.dotted(last) {
            self.init(address)
            return
        }
        let first = groups.first.flatMap(Self.hex) ?? 0
        if first == 0x2002, let high = Self.hex(groups[1]) {
            self.init(isLoopback: false, isInternal: Self.isPrivate(high >> 8, high & 255))
        } else {
            let isLoopback = octets.elementsEqual("::1".utf8)
            self.init(isLoopback: isLoopback, isInternal: isLoopback || first & 0xFE00 == 0xFC00)
        }
    }

    private init(isLoopback: Bool, isInternal: Bool) {
        self.isLoopback = isLoopback
        self.isInternal = isInternal
    }

    private init(_ address: [Int]) {
        let isLoopback = address[0] == 127
        self.init(
            isLoopback: isLoopback, isInternal: isLoopback || Self.isPrivate(address[0], address[1]))
    }

    private static func isPrivate(_ first: Int, _ second: Int) -> Bool {
        first == 10 || (first == 172 && (16...31).contains(second)) || (first == 192 && second == 168)
    }

    /// The four numbers of `192.0.2.1`.
    private static func dotted(_ octets: ArraySlice<UInt8>) -> [Int]? {
        let parts = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ (48...57).contains($0) }),
                let number = Int(OctetScanner.text(part)), number < 256
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static func hex(_ group: ArraySlice<UInt8>) -> Int? {
        (1...4).contains(group.count) ? Int(OctetScanner.text(group), radix: 16) : nil
    }

    private static func isHex(_ octet: UInt8) -> Bool {
        (48...57).contains(octet) || (97...102).contains(octet)
    }
}
