import Testing

@testable import PKI

@Suite("Passphrase rules")
struct PassphraseRulesTests {
    @Test(
        "these keep the rules",
        arguments: [
            "Kopi-Susu7Ge", "kopi susu tujuh gelas", "abcdefABCDEF1", "abcdef 123456",
            "aaaaaaaaaaaaaabcdefg", String(repeating: "Ab1!xY", count: 10) + "Ab1!",
        ])
    func accepted(text: String) { #expect(accept(text)) }

    @Test(
        "these do not",
        arguments: [
            "", "Kopi-Susu7G", String(repeating: "Ab1!xY", count: 10) + "Ab1!x", "abcdefghijkl",
            "abcdefABCDEF",
            " Kopi-Susu7Ge", "Kopi-Susu7Ge ", "aA1aA1aA1aA1aA1", "aaaaaaaaaaaaaaaaaaaaaa", "Kopi-Süsü7Gelas",
            "Kopi-Susu7\tGe", "Kopi-Susu7\u{7F}Ge", "Kopi\u{0}Susu7Gelas-Kopi-Susu",
        ])
    func refused(text: String) { #expect(!accept(text)) }

    private func accept(_ text: String) -> Bool {
        SecretOctets(text.utf8).withUnsafeBytes(PassphraseRules.accept)
    }
}
