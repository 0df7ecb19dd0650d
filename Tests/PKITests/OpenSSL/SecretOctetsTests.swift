import Domain
import Testing

@testable import PKI

@Suite("Secrets and errors")
struct SecretOctetsTests {
    @Test("octets come back, and no text shows them")
    func hidden() {
        let secret = SecretOctets("Kopi-Susu7Gelas".utf8)
        #expect(secret.count == 15 && secret.withUnsafeBytes { Array($0) } == Array("Kopi-Susu7Gelas".utf8))
        var text = "\(secret) \(String(reflecting: secret))"
        dump(secret, to: &text)
        #expect(!text.contains("Kopi") && !text.contains("75, 111"))
        #expect(secret.withCString { String(cString: $0) } == "Kopi-Susu7Gelas")
        #expect(SecretOctets([]).count == 0)
    }

    @Test("an error takes the library's reasons and leaves the queue empty")
    func errors() {
        OpenSSLError.clear()
        #expect(CertificateVerification.certificate([0x30, 0x03, 0x02, 0x01]) == nil)
        let error = OpenSSLError("reading a certificate")
        #expect(!error.reasons.isEmpty && error.reasons.count <= 4 && error.failureClass == .permanent)
        #expect(error.description.hasPrefix("reading a certificate failed in OpenSSL ("))
        #expect(OpenSSLError("x").reasons.isEmpty)
    }
}
