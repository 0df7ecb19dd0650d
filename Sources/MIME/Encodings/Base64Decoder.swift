/// Base64 (RFC 2045 section 6.8): strict about what it reports, complete about what it decodes.
///
/// White space is skipped. Padding ends a chunk; a further chunk behind it is decoded too and reported, so
/// that nothing is silently shortened. Octets may come in pieces.
struct Base64Decoder {
    /// What was wrong.
    struct Damage: OptionSet {
        let rawValue: UInt8
        /// Octets outside the alphabet; they were passed over.
        static let invalid = Damage(rawValue: 1)
        /// The text ends inside a quartet, or padding is wrong.
        static let truncated = Damage(rawValue: 2)
        /// Data follows padding: several well-formed chunks.
        static let chunked = Damage(rawValue: 4)
        /// The unused bits of the last character are not zero.
        static let spareBits = Damage(rawValue: 8)
    }

    private(set) var damage: Damage = []
    private var accumulator: UInt32 = 0
    private var count = 0
    private var padding = 0
    private var isPadded = false

    /// An upper bound for what `length` characters decode to.
    static func bound(_ length: Int) -> Int { length / 4 * 3 + 6 }

    /// Decodes a piece into `output`, which must have room for ``bound(_:)``. Returns the octets written.
    mutating func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>)
        -> Int
    {
        precondition(output.count >= Self.bound(input.count))
        return Base64Table.values.withUnsafeBufferPointer { table in
            var read = 0
            var written = 0
            while read < input.count {
                if count == 0, !isPadded {
                    while read + 4 <= input.count {
                        let a = table[Int(input[read])]
                        let b = table[Int(input[read + 1])]
                        let c = table[Int(input[read + 2])]
                        let d = table[Int(input[read + 3])]
                        if (a | b | c | d) & 0xC0 != 0 { break }
                        let bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                        output[written] = UInt8(truncatingIfNeeded: bits >> 16)
                        output[written + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                        output[written + 2] = UInt8(truncatingIfNeeded: bits)
                        read += 4
                        written += 3
                    }
                    if read == input.count { break }
                }
                written += take(table[Int(input[read])], output, at: written)
                read += 1
            }
            return written
        }
    }

    /// One character by the long way. Returns the octets written.
    private mutating func take(
        _ value: UInt8, _ output: UnsafeMutableBufferPointer<UInt8>, at written: Int
    ) -> Int {
        switch value {
        case 0..<64:
            if isPadded {
                finishPadding()
                damage.insert(.chunked)
            }
            accumulator = accumulator << 6 | UInt32(value)
            count += 1
            guard count == 4 else { return 0 }
            output[written] = UInt8(truncatingIfNeeded: accumulator >> 16)
            output[written + 1] = UInt8(truncatingIfNeeded: accumulator >> 8)
            output[written + 2] = UInt8(truncatingIfNeeded: accumulator)
            accumulator = 0
            count = 0
            return 3
        case Base64Table.pad:
            padding += 1
            if isPadded { return 0 }
            isPadded = true
            return flush(output, at: written)
        case Base64Table.skip: return 0
        default:
            damage.insert(.invalid)
            return 0
        }
    }

    /// Ends the text. Writes at most two octets.
    mutating func finish(into output: UnsafeMutableBufferPointer<UInt8>, at written: Int) -> Int {
        if isPadded {
            finishPadding()
            return 0
        }
        if count > 0 { damage.insert(.truncated) }
        return flush(output, at: written)
    }

    /// Writes the octets of an unfinished quartet.
    private mutating func flush(_ output: UnsafeMutableBufferPointer<UInt8>, at written: Int) -> Int {
        quartet = count
        defer {
            accumulator = 0
            count = 0
        }
        switch count {
        case 2:
            if accumulator & 0x0F != 0 { damage.insert(.spareBits) }
            output[written] = UInt8(truncatingIfNeeded: accumulator >> 4)
            return 1
        case 3:
            if accumulator & 0x03 != 0 { damage.insert(.spareBits) }
            output[written] = UInt8(truncatingIfNeeded: accumulator >> 10)
            output[written + 1] = UInt8(truncatingIfNeeded: accumulator >> 2)
            return 2
        default: return 0
        }
    }

    /// Characters in the quartet that padding completed.
    private var quartet = 0

    private mutating func finishPadding() {
        let isRight = (quartet == 2 && padding == 2) || (quartet == 3 && padding == 1)
        if !isRight { damage.insert(quartet == 0 ? .spareBits : .truncated) }
        isPadded = false
        padding = 0
    }
}

extension Base64Decoder {
    /// All of `text` at once.
    static func decode(_ text: some Collection<UInt8>) -> (octets: [UInt8], damage: Damage) {
        let fast = text.withContiguousStorageIfAvailable { decodeWhole($0) }
        return fast ?? Array(text).withUnsafeBufferPointer { decodeWhole($0) }
    }

    private static func decodeWhole(_ text: UnsafeBufferPointer<UInt8>) -> ([UInt8], Damage) {
        var decoder = Base64Decoder()
        let octets = [UInt8](unsafeUninitializedCapacity: bound(text.count)) { buffer, count in
            count = decoder.decode(text, into: buffer)
            count += decoder.finish(into: buffer, at: count)
        }
        return (octets, decoder.damage)
    }

    /// Size and first `prefix` octets of what `text` decodes to, in fixed memory.
    static func measure(_ text: ArraySlice<UInt8>, prefix limit: Int) -> (Int, [UInt8], Damage) {
        let window = 64 * 1024
        var decoder = Base64Decoder()
        var scratch = [UInt8](repeating: 0, count: bound(window))
        var size = 0
        var prefix: [UInt8] = []
        text.withUnsafeBufferPointer { input in
            var position = 0
            while position < input.count {
                let piece = UnsafeBufferPointer(
                    rebasing: input[position..<min(position + window, input.count)])
                let written = scratch.withUnsafeMutableBufferPointer { decoder.decode(piece, into: $0) }
                prefix += scratch[..<min(written, limit - prefix.count)]
                size += written
                position += piece.count
            }
        }
        let rest = scratch.withUnsafeMutableBufferPointer { decoder.finish(into: $0, at: 0) }
        prefix += scratch[..<min(rest, limit - prefix.count)]
        return (size + rest, prefix, decoder.damage)
    }
}

/// The alphabet of RFC 4648 section 4.
enum Base64Table {
    static let pad: UInt8 = 0x40
    static let skip: UInt8 = 0x80
    static let invalid: UInt8 = 0xC0
    static let alphabet: [UInt8] = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The value of each octet, or one of the three marks.
    static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        for space in [Octet.space, Octet.tab, Octet.cr, Octet.lf] { table[Int(space)] = skip }
        table[Int(Octet.equals)] = pad
        return table
    }()
}
