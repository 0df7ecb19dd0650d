/// DEFLATE (RFC 1951) for pictures of large even areas: one block with fixed codes; matches only the octet
/// before and the row above. Small, exact, and a hundredth of the size of such a picture.
struct RunDeflate {
    private var output: [UInt8] = []
    private var pending: UInt64 = 0
    private var count: UInt64 = 0

    /// The compressed form of `input`, whose rows have `stride` octets (1 to 32,768).
    static func compress(_ input: [UInt8], stride: Int) -> [UInt8] {
        var writer = RunDeflate()
        writer.put(0b011, 3)
        var index = 0
        while index < input.count {
            let run = matchLength(input, index, distance: 1)
            let above = matchLength(input, index, distance: stride)
            if max(run, above) >= 3 {
                writer.match(length: max(run, above), distance: above > run ? stride : 1)
                index += max(run, above)
            } else {
                writer.literal(Int(input[index]))
                index += 1
            }
        }
        writer.literal(256)
        writer.flush()
        return writer.output
    }

    private static func matchLength(_ input: [UInt8], _ index: Int, distance: Int) -> Int {
        guard distance <= index else { return 0 }
        let longest = min(258, input.count - index)
        var length = 0
        while length < longest, input[index + length] == input[index + length - distance] { length += 1 }
        return length
    }

    /// Section 3.2.6: the fixed codes of literals and lengths.
    private mutating func literal(_ value: Int) {
        switch value {
        case 0...143: code(0b0011_0000 + value, 8)
        case 144...255: code(0b1_1001_0000 + value - 144, 9)
        case 256...279: code(value - 256, 7)
        default: code(0b1100_0000 + value - 280, 8)
        }
    }

    private mutating func match(length: Int, distance: Int) {
        let (lengthCode, lengthRest, lengthBits) = Self.lengthCode(length)
        literal(lengthCode)
        put(UInt64(lengthRest), lengthBits)
        let (distanceCode, distanceRest, distanceBits) = Self.distanceCode(distance)
        code(distanceCode, 5)
        put(UInt64(distanceRest), distanceBits)
    }

    /// Section 3.2.5: eight codes for lengths 3 to 10, then four for each further bit.
    private static func lengthCode(_ length: Int) -> (code: Int, rest: Int, bits: Int) {
        if length == 258 { return (285, 0, 0) }
        let value = length - 3
        guard value >= 8 else { return (257 + value, 0, 0) }
        let bits = Int.bitWidth - 1 - value.leadingZeroBitCount - 2
        return (257 + 4 * bits + value >> bits, value & (1 << bits - 1), bits)
    }

    /// The same for distances: four codes, then two for each further bit.
    private static func distanceCode(_ distance: Int) -> (code: Int, rest: Int, bits: Int) {
        let value = distance - 1
        guard value >= 4 else { return (value, 0, 0) }
        let bits = Int.bitWidth - 1 - value.leadingZeroBitCount - 1
        return (2 * bits + value >> bits, value & (1 << bits - 1), bits)
    }

    /// A Huffman code: its highest bit comes first.
    private mutating func code(_ value: Int, _ bits: Int) {
        for bit in (0..<bits).reversed() { put(UInt64(value >> bit & 1), 1) }
    }

    /// A number: its lowest bit comes first.
    private mutating func put(_ value: UInt64, _ bits: Int) {
        pending |= value << count
        count += UInt64(bits)
        while count >= 8 {
            output.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
        }
    }

    private mutating func flush() {
        if count > 0 { output.append(UInt8(truncatingIfNeeded: pending)) }
        pending = 0
        count = 0
    }
}
