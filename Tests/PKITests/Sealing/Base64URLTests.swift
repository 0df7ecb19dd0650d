import TestSupport
import Testing

@testable import PKI

@Suite("base64url")
struct Base64URLTests {
    @Test("every length survives writing and reading")
    func roundTrip() {
        let random = SeededRandom(3)
        for count in 0..<200 {
            let octets = random.randomBytes(count)
            #expect(Base64URL.decode(Base64URL.encode(octets)) == octets)
        }
        #expect(String(decoding: Base64URL.encode([0xFB, 0xEF, 0xFF]), as: UTF8.self) == "--__")
    }

    @Test(
        "padding, other alphabets, impossible lengths and set spare bits are refused",
        arguments: ["A", "AAAAA", "AB", "AAB", "QQ==", "++//", "AA A", "AA\n", "AA.A", "AÄ", "_x"])
    func strict(text: String) {
        #expect(Base64URL.decode(Array(text.utf8)) == nil)
    }

    @Test("of the 64 texts for one last character, only those without spare bits are read")
    func canonical() {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        #expect(letters.count { Base64URL.decode([0x41, $0]) != nil } == 4)
        #expect(letters.count { Base64URL.decode([0x41, 0x41, $0]) != nil } == 16)
    }
}
