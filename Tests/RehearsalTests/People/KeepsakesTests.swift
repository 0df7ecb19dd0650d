import Domain
import Testing

@testable import Rehearsal

@Suite("What people keep")
struct KeepsakesTests {
    @Test("a mail without a certificate leaves nothing to keep")
    func nothing() {
        let letter = Samples.deskMail(subject: "Halo", html: "<p>x</p>", attachment: "surat.pdf")
        #expect(Keepsakes.Certificate(letter) == nil)
        #expect(Keepsakes().certificate(of: Cast.budi) == nil)
    }

    @Test("a revocation list is searched by serial number, and its reason read")
    func revocationEntry() throws {
        let serial = try #require(CertificateSerial(hex: "8F01"))
        let date: [UInt8] = [0x17, 0x0D] + Array("261123020000Z".utf8)
        let reason: [UInt8] = [
            0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01, 0x01,
        ]
        // A serial number with its high bit set has a zero in front (X.690 section 8.3).
        let entry: [UInt8] = [0x02, 0x03, 0x00, 0x8F, 0x01] + date
        #expect(RevocationEntry(serial, in: entry + reason)?.reason == .keyCompromise)
        #expect(RevocationEntry(serial, in: entry)?.reason == .unspecified)
        #expect(RevocationEntry(serial, in: [0x02, 0x03, 0x00, 0x8F, 0x02] + date + reason) == nil)
        #expect(RevocationEntry(serial, in: []) == nil)
    }
}
