public import Domain

/// Repeatable random numbers (SplitMix64), for property tests and for tokens whose value a test must know.
public final class SeededRandom: RandomSource, RandomNumberGenerator, @unchecked Sendable {
    private var state: UInt64

    /// The sequence that `seed` names.
    public init(_ seed: UInt64 = 1) { state = seed }

    /// The next number of the sequence.
    public func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next octets of the sequence.
    public func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
