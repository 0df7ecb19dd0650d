/// One header of the POSIX interchange format (`ustar`, POSIX.1-1990), which every `tar` reads. Plain files only:
/// no links, no devices, no owner.
struct TapeHeader {
    static let blockSize = 512
    /// Eleven octal digits.
    static let largestSize: Int64 = 0o77_777_777_777

    let name: String
    let size: Int64
    /// Seconds since 1970.
    let modifiedAt: Int64

    /// The header as 512 octets, or `nil` if the name or the size does not fit.
    var octets: [UInt8]? {
        guard let (prefix, suffix) = Self.split(Array(name.utf8)), (0...Self.largestSize).contains(size)
        else {
            return nil
        }
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ octets: some Collection<UInt8>, at place: Int) {
            block.replaceSubrange(place..<(place + octets.count), with: octets)
        }
        put(suffix, at: 0)
        put(Self.octal(0o600, digits: 7), at: 100)
        put(Self.octal(0, digits: 7), at: 108)
        put(Self.octal(0, digits: 7), at: 116)
        put(Self.octal(size, digits: 11), at: 124)
        put(Self.octal(min(max(0, modifiedAt), Self.largestSize), digits: 11), at: 136)
        put(Array("        0".utf8), at: 148)
        put(Array("ustar".utf8) + [0] + Array("00".utf8), at: 257)
        put(prefix, at: 345)
        let sum = block.reduce(0) { $0 + Int64($1) }
        put(Self.octal(sum, digits: 6) + [0, 0x20], at: 148)
        return block
    }

    /// The header in 512 octets. Throws `damaged` for anything but a plain file with a sound checksum.
    init(_ block: [UInt8]) throws(SpoolError) {
        let sum = block.enumerated().reduce(0) { sum, next in
            sum + Int64((148..<156).contains(next.offset) ? 0x20 : next.element)
        }
        guard block.count == Self.blockSize, Self.number(block[148..<156]) == sum,
            block[257..<262].elementsEqual("ustar".utf8)
        else { throw SpoolError(.damaged, "a header in the archive", remedy: "use another backup") }
        guard block[156] == 0x30 || block[156] == 0, let size = Self.number(block[124..<136]),
            let modifiedAt = Self.number(block[136..<148])
        else {
            throw SpoolError(
                .damaged, "the archive holds something else than plain files",
                remedy: "use a backup that this program made")
        }
        let (prefix, suffix) = (Self.text(block[345..<500]), Self.text(block[0..<100]))
        guard let name = String(validating: prefix.isEmpty ? suffix : prefix + [0x2F] + suffix, as: UTF8.self)
        else { throw SpoolError(.damaged, "a name in the archive", remedy: "use another backup") }
        self.init(name: name, size: size, modifiedAt: modifiedAt)
    }

    init(name: String, size: Int64, modifiedAt: Int64) {
        self.name = name
        self.size = size
        self.modifiedAt = modifiedAt
    }

    /// Long names are cut at a slash: at most 155 octets before it, 100 behind it.
    private static func split(_ name: [UInt8]) -> (prefix: [UInt8], suffix: [UInt8])? {
        if name.count <= 100 { return ([], name) }
        guard let cut = name.indices.first(where: { name[$0] == 0x2F && name.count - $0 - 1 <= 100 }),
            cut <= 155
        else { return nil }
        return (Array(name[..<cut]), Array(name[(cut + 1)...]))
    }

    private static func octal(_ value: Int64, digits: Int) -> [UInt8] {
        let text = Array(String(value, radix: 8).utf8)
        return [UInt8](repeating: 0x30, count: max(0, digits - text.count)) + text
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        guard digits.count <= 12 else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x37).contains(digit) else { return nil }
            value = value * 8 + Int64(digit - 0x30)
        }
        return value
    }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }
}
