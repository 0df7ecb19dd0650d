import Domain
import Testing

@testable import PKI

@Suite("Key agreement")
struct ConcatKDFTests {
    /// RFC 7518 appendix C.
    let aliceD = "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"
    let aliceX = "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0"
    let aliceY = "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"
    let bobX = "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"
    let bobY = "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"

    @Test("the example of RFC 7518 appendix C gives its shared secret and its key")
    func knownAnswer() throws {
        let bob = try #require(AgreementKey(x: octets(bobX), y: octets(bobY)))
        let alice = try #require(AgreementKey(privateKey: try privateKey()))
        #expect(alice.sealingKey.x == aliceX && alice.sealingKey.y == aliceY)
        let secret = try #require(alice.sharedSecret(with: bob))
        let expected: [UInt8] = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218,
            128,
            106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ]
        #expect(secret.withUnsafeBytes { Array($0) } == expected)
        let key = ConcatKDF.key(
            from: secret, bits: 128, algorithm: "A128GCM", partyU: Array("Alice".utf8),
            partyV: Array("Bob".utf8))
        let derived = try #require(key).withUnsafeBytes { Base64URL.encode($0) }
        #expect(String(decoding: derived, as: UTF8.self) == "VqqN6vgjbSBcIijNcacQGg")
    }

    @Test("lengths that one round cannot give are refused", arguments: [0, 7, 12, 257, 264, 512])
    func lengths(bits: Int) {
        let secret = SecretOctets([1, 2, 3])
        #expect(ConcatKDF.key(from: secret, bits: bits, algorithm: "A256GCM", partyU: [], partyV: []) == nil)
    }

    @Test("the thumbprint of a key is SHA-256 of its required members")
    func thumbprint() throws {
        let key = SealingKey(x: try octets(bobX), y: try octets(bobY))
        let text = #"{"crv":"P-256","kty":"EC","x":"\#(bobX)","y":"\#(bobY)"}"#
        #expect(Base64URL.decode(Array(key.id.utf8)) == OpenSSLDigest().digest(Array(text.utf8)).bytes)
    }

    @Test("a private key that does not fit its public half is refused")
    func mismatch() throws {
        #expect(AgreementKey(privateKey: try privateKey(x: bobX, y: bobY)) == nil)
    }

    private func octets(_ text: String) throws -> [UInt8] { try #require(Base64URL.decode(Array(text.utf8))) }

    /// Alice's key as PKCS#8 around RFC 5915.
    private func privateKey(x: String? = nil, y: String? = nil) throws -> SecretOctets {
        let point = try [0, 4] + octets(x ?? aliceX) + octets(y ?? aliceY)
        let key = DER.sequence(
            DER.integer(1), DER.octetString(try octets(aliceD)),
            DER.implicit(1, constructed: true, DER.value(0x03, point)))
        let algorithm = DER.sequence(
            try #require(DER.objectIdentifier("1.2.840.10045.2.1")),
            try #require(DER.objectIdentifier("1.2.840.10045.3.1.7")))
        let der = DER.sequence(DER.integer(0), algorithm, DER.octetString(key))
        let text = PEM.encode(der: der, label: .certificate).replacing("CERTIFICATE", with: "PRIVATE KEY")
        return SecretOctets(text.utf8)
    }
}
