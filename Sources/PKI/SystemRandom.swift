internal import COpenSSL
public import Domain

/// Random octets from OpenSSL's generator, which the operating system seeds.
public struct SystemRandom: RandomSource {
    /// The generator could not be seeded.
    public struct Unavailable: ClassifiedError {
        /// A later run may find the system seeded.
        public var failureClass: FailureClass { .transient }
        /// For operators.
        public var description: String { "the system's random number generator is not ready; try again" }
    }

    /// The one implementation.
    public init() {}

    /// `count` octets nobody can guess.
    public func randomBytes(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(clamping: count)) == 1 else { throw Unavailable() }
        return bytes
    }
}
