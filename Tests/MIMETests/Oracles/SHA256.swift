/// SHA-256 (FIPS 180-4), small and slow: the oracle files name decoded bodies by it.
enum SHA256 {
    /// 64 hexadecimal digits.
    static func hex(_ octets: [UInt8]) -> String {
        var state = initial
        var message = octets + [0x80]
        message += [UInt8](repeating: 0, count: (120 - message.count % 64) % 64)
        let bits = UInt64(octets.count) * 8
        message += (0..<8).reversed().map { UInt8(truncatingIfNeeded: bits >> (UInt64($0) * 8)) }
        for block in stride(from: 0, to: message.count, by: 64) { compress(&state, message, block) }
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private static func compress(_ state: inout [UInt32], _ message: [UInt8], _ block: Int) {
        var w = (0..<16).map { index in
            (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(message[block + index * 4 + $1]) }
        }
        for t in 16..<64 {
            let s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
            let s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
            w.append(w[t - 16] &+ s0 &+ w[t - 7] &+ s1)
        }
        var v = state
        for t in 0..<64 {
            let s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let t1 = v[7] &+ s1 &+ choice &+ constants[t] &+ w[t]
            let s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            v = [t1 &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
        }
        for index in 0..<8 { state[index] = state[index] &+ v[index] }
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static let primes: [Double] = {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map(Double.init)
    }()

    private static let initial: [UInt32] = primes.prefix(8).map { fraction($0.squareRoot()) }
    private static let constants: [UInt32] = primes.map { prime in
        var root = prime.squareRoot().squareRoot()
        for _ in 0..<60 { root = (2 * root + prime / (root * root)) / 3 }
        return fraction(root)
    }

    /// The first 32 bits behind the binary point.
    private static func fraction(_ value: Double) -> UInt32 {
        UInt32(truncatingIfNeeded: Int64((value - value.rounded(.down)) * 4_294_967_296))
    }
}
