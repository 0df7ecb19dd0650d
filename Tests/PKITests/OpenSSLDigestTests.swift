import Domain
import PKI
import Testing

@Suite("SHA-256")
struct OpenSSLDigestTests {
    @Test("the digest of abc is the one FIPS 180-4 gives")
    func knownAnswer() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(OpenSSLDigest().digest(Array("abc".utf8)).hex == expected)
    }

    @Test("octets in pieces have the digest of the whole", arguments: [1, 3, 64, 999])
    func pieces(step: Int) {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hasher = OpenSSLDigest().makeHasher()
        for start in stride(from: 0, to: bytes.count, by: step) {
            bytes[start..<min(start + step, bytes.count)].withUnsafeBytes { hasher.update($0) }
        }
        #expect(hasher.finalize() == OpenSSLDigest().digest(bytes))
    }

    @Test("random octets have the asked length and differ")
    func random() throws {
        let first = try SystemRandom().randomBytes(20)
        #expect(first.count == 20)
        #expect(try SystemRandom().randomBytes(20) != first)
    }
}
