import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("S/MIME: base64 with one text for the same octets")
struct CanonicalBase64Tests {
    private func decode(_ text: String) throws -> [UInt8] {
        try CanonicalBase64.decode(Octets.crlf(text)[...])
    }

    @Test("all lengths come back", arguments: [1, 2, 3, 47, 48, 49, 57, 1000])
    func lengths(count: Int) throws {
        let octets = SeededRandom(3).randomBytes(count)
        #expect(try decode(Octets.base64(octets)) == octets)
        #expect(try decode(String(Octets.base64(octets).utf8.dropLast()) ?? "") == octets)
    }

    @Test("spare bits, wrong padding and anything behind it are refused")
    func refusals() throws {
        #expect(try decode("QQ==") == [0x41])
        #expect(try decode("QUI=\n") == [0x41, 0x42])
        for text in [
            "QR==", "Qf==", "QUJ=", "QQ=", "QQ", "Q===", "=QQ=", "QQ=A", "====", "QQ==QQ==", "QQ==\nQUJD\n",
            "QQ==\n\n=",
            "QUJD\n\nQUJD\n", "\nQUJD\n", "QU JD", "QUJD ", "QUJ-", "QUJ_", "QUJ\u{E9}", "", "\n",
            String(repeating: "A", count: 80),
        ] { #expect(throws: SignedMailRefusal.malformedBase64, "\(text)") { try decode(text) } }
        #expect(try decode(String(repeating: "A", count: 76) + "\nAAAA\n").count == 60)
    }
}
