internal import COpenSSL

/// Octets that nobody else may see: a passphrase, a shared secret, a key file. Their memory is overwritten
/// when the last reference goes, and they never turn into text.
public final class SecretOctets: @unchecked Sendable {
    /// How many there are.
    public let count: Int
    private let start: UnsafeMutableRawPointer

    /// `count` zero octets, to be filled.
    init(count: Int) {
        self.count = count
        // One more, always zero: some C functions want a terminated string.
        start = .allocate(byteCount: count + 1, alignment: 16)
        start.initializeMemory(as: UInt8.self, repeating: 0, count: count + 1)
    }

    /// A copy of `octets`. Whoever made the original has to wipe it.
    public convenience init(_ octets: some Collection<UInt8>) {
        self.init(count: octets.count)
        mutableBuffer.copyBytes(from: octets)
    }

    deinit {
        OPENSSL_cleanse(start, count + 1)
        start.deallocate()
    }

    /// Lends the octets. They must not be kept.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Lends the octets for writing.
    func withMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(mutableBuffer)
    }

    /// Lends the octets as a C string; the zero behind them is there.
    func withCString<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafePointer(start.assumingMemoryBound(to: CChar.self)))
    }

    private var mutableBuffer: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: start, count: count)
    }
}
