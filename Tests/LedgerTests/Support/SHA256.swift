import Domain

/// SHA-256 (FIPS 180-4) for these tests alone; the desk's own comes from `PKI`.
struct SHA256: Digesting {
    func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = Hasher()
        hasher.update(bytes)
        return hasher.finalize()
    }

    func makeHasher() -> any IncrementalDigest { Hasher() }

    struct Hasher: IncrementalDigest {
        private var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
            0x5be0_cd19,
        ]
        private var pending: [UInt8] = []
        private var count: UInt64 = 0

        mutating func update(_ bytes: UnsafeRawBufferPointer) {
            count += UInt64(bytes.count)
            pending += bytes
            var start = 0
            while pending.count - start >= 64 {
                compress(start)
                start += 64
            }
            pending.removeFirst(start)
        }

        mutating func finalize() -> Digest {
            let bits = count * 8
            pending.append(0x80)
            while pending.count % 64 != 56 { pending.append(0) }
            withUnsafeBytes(of: bits.bigEndian) { pending += $0 }
            for start in stride(from: 0, to: pending.count, by: 64) { compress(start) }
            let bytes = state.flatMap { word in withUnsafeBytes(of: word.bigEndian) { [UInt8]($0) } }
            return Digest(bytes: bytes) ?? Digest.zero
        }

        private mutating func compress(_ start: Int) {
            var w = [UInt32](repeating: 0, count: 64)
            for i in 0..<16 {
                for octet in pending[(start + i * 4)..<(start + i * 4 + 4)] {
                    w[i] = w[i] << 8 | UInt32(octet)
                }
            }
            for i in 16..<64 {
                let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3)
                let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10)
                w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            for i in 0..<64 {
                let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
                let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ Self.constants[i] &+ w[i]
                let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
                let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
                (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
            }
            for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= word }
        }

        private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
            word >> count | word << (32 - count)
        }

        /// First 32 bits of the fractional parts of the cube roots of the first 64 primes, computed.
        private static let constants: [UInt32] = {
            var primes: [UInt64] = []
            var candidate: UInt64 = 2
            while primes.count < 64 {
                if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
                candidate += 1
            }
            return primes.map { prime in
                // The largest root with root³ ≤ prime · 2⁹⁶, found bit by bit.
                var root: UInt128 = 0
                for bit in (0..<36).reversed() {
                    let next = root | UInt128(1) << UInt128(bit)
                    if next * next * next <= UInt128(prime) << 96 { root = next }
                }
                return UInt32(truncatingIfNeeded: root)
            }
        }()
    }
}

extension Digest {
    /// 32 zero octets.
    static let zero = Digest(repeating: 0)

    /// 32 times the same octet.
    init(repeating octet: UInt8) {
        guard let digest = Digest(bytes: [UInt8](repeating: octet, count: 32)) else {
            preconditionFailure("32 octets are a digest")
        }
        self = digest
    }
}
