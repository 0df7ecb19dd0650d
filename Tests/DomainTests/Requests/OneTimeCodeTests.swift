import Domain
import TestSupport
import Testing

@Suite("One-time codes")
struct OneTimeCodeTests {
    @Test("base32 follows RFC 4648 section 10, in lower case and without padding")
    func vectors() {
        let vectors = [
            "f": "my", "fo": "mzxq", "foo": "mzxw6", "foob": "mzxw6yq", "fooba": "mzxw6ytb",
            "foobar": "mzxw6ytboi",
        ]
        for (text, expected) in vectors { #expect(Base32.encode(Array(text.utf8)) == expected) }
    }

    @Test("160 bits make 32 letters that read back in any case")
    func codes() throws {
        let code = try #require(OneTimeCode(bytes: SeededRandom().randomBytes(20)))
        #expect(code.text.count == 32)
        #expect(OneTimeCode(code.text.uppercased()) == code)
        #expect(OneTimeCode(bytes: [1, 2, 3]) == nil)
        #expect(OneTimeCode(String(repeating: "1", count: 32)) == nil)
    }

    @Test("a code does not print itself")
    func redacted() throws {
        let code = try #require(OneTimeCode(bytes: SeededRandom().randomBytes(20)))
        #expect(!"\(code)".contains(code.text))
    }
}
