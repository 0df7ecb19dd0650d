internal import COpenSSL

/// Owns one OpenSSL object and frees it. Objects shared between threads are not changed after they are made.
final class OpenSSLObject: @unchecked Sendable {
    /// The object.
    let pointer: OpaquePointer
    private let free: (OpaquePointer?) -> Void

    /// Takes over `pointer`; throws what the library says if there is none.
    init(
        _ pointer: OpaquePointer?, _ activity: String, free: @escaping (OpaquePointer?) -> Void
    ) throws(OpenSSLError) {
        guard let pointer else { throw OpenSSLError(activity) }
        self.pointer = pointer
        self.free = free
    }

    deinit { free(pointer) }
}

/// What an `i2d` function writes, or `nil` if it fails.
func encodedDER(
    _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
) -> [UInt8]? {
    let count = Int(encode(nil))
    guard count > 0 else { return nil }
    var octets = [UInt8](repeating: 0, count: count)
    let written = octets.withUnsafeMutableBufferPointer { buffer in
        var place = buffer.baseAddress
        return Int(encode(&place))
    }
    return written == count ? octets : nil
}

/// What a `d2i` function makes of all of `octets`; `nil` if it fails or leaves something over.
func decodedDER(
    _ octets: [UInt8], _ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
) -> (object: OpaquePointer, rest: Int)? {
    octets.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return nil }
        var place: UnsafePointer<UInt8>? = start
        guard let object = decode(&place, buffer.count), let place else { return nil }
        return (object, buffer.count - (place - start))
    }
}

/// A memory BIO to write into. Its memory is cleared when it goes.
func memoryOutput() throws(OpenSSLError) -> OpenSSLObject {
    try OpenSSLObject(BIO_new(BIO_s_secmem()), "making a buffer") { BIO_free($0) }
}

/// What was written into a memory BIO.
func writtenOctets(_ output: OpenSSLObject) -> SecretOctets {
    var start: UnsafeMutablePointer<UInt8>?
    let count = BIO_ctrl(output.pointer, BIO_CTRL_INFO, 0, &start)
    return SecretOctets(UnsafeBufferPointer(start: start, count: max(0, count)))
}
