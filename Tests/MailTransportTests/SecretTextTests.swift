import Testing

@testable import MailTransport

struct SecretTextTests {
    @Test func `a secret does not print itself, wherever it stands`() {
        let secret: SecretText = "rahasia-sekali"
        let credentials = Credentials.Secret.password(secret)
        var dumped = ""
        dump(secret, to: &dumped)
        dump(credentials, to: &dumped)
        for text in ["\(secret)", "\(credentials)", String(reflecting: credentials), dumped] {
            #expect(!text.contains("rahasia"), "\(text)")
        }
        #expect(secret.withCString { String(cString: $0) } == "rahasia-sekali")
    }

    @Test func `its memory is overwritten when the last reference goes`() {
        var address: UnsafePointer<CChar>?
        // The allocator may have given some of it to another test by then; a long run is ours.
        let run = { (0..<4_096).split { (address?[$0] ?? 0) != 0x5A }.map(\.count).max() ?? 0 }
        do {
            let secret = SecretText([UInt8](repeating: 0x5A, count: 4_096))
            secret.withCString { address = $0 }
            #expect(run() == 4_096)
            withExtendedLifetime(secret) {}
        }
        #expect(run() < 16)
    }

    @Test(arguments: ["", "a\r\nb", "a\u{7F}", "a\u{85}b", "\u{0}"])
    func `what would break a protocol line is refused`(text: String) {
        #expect(!SecretText(text).isSafe)
    }

    @Test func `words in any script may be a password`() {
        for text in ["rahasia", "kata sandi é", "пароль", "\u{A0}x"] { #expect(SecretText(text).isSafe) }
        #expect(!SecretText([0xFF, 0x41]).isSafe)
    }
}
