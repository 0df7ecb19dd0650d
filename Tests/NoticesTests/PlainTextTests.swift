import Testing

@testable import Notices

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("Budi Santoso", "Budi Santoso"), ("", ""), (" a  b\t", "a b"), ("a\r\nBcc: b", "a Bcc: b"),
        ("a\u{2028}b\u{2029}c\u{85}d\u{0}e", "a b c d e"), ("a\u{202E}b\u{2066}", "a\u{FFFD}b\u{FFFD}"),
        ("\u{A0}a\u{A0}b\u{3000}", "a\u{A0}b"), ("“kutip” – é 🇮🇩", "“kutip” – é 🇮🇩"),
        ("مرحبا بكم", "مرحبا بكم"),
    ])
    func `a line is one line that says the same`(text: String, expected: String) {
        #expect(PlainText.line(text) == expected)
    }

    @Test func `lines keep their breaks and lose their edges`() {
        #expect(PlainText.lines("\n a \r\n\r\n\r\n b\rc\u{2028}d\n\n") == ["a", "", "b", "c", "d"])
        #expect(PlainText.lines(" \n\t\n") == [])
        #expect(PlainText.preformatted("\n  a:  b  \n\n\nc\u{202E}\n") == ["  a:  b", "", "", "c\u{FFFD}"])
    }
}
