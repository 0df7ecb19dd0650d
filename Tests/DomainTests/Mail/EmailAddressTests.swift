import Domain
import Testing

@Suite("Email addresses")
struct EmailAddressTests {
    @Test(
        "plain addresses are read",
        arguments: ["budi@x.id", "Budi.Santoso+a@Dinas.Go.Id", "o'neil@example.org", "a@b.c"])
    func plain(text: String) throws {
        #expect(try #require(EmailAddress(text)).addrSpec.lowercased() == text.lowercased())
    }

    @Test(
        "whatever could end a command or a field is refused",
        arguments: [
            "", "@x.id", "a@", "a b@x.id", "a@x .id", "<a@x.id>", "a@x.id>\r\nRCPT TO:<b@y", "a\u{0}@x.id",
            "\"a b\"@x.id", "a@[127.0.0.1]", "a..b@x.id", ".a@x.id", "a.@x.id", "a@x..id", "a@-x.id",
            "a\\@x.id", "a@x.id,b@y.id", "a@x.id\n", "a\u{202E}@x.id", "a\u{A0}b@x.id",
        ])
    func hostile(text: String) { #expect(EmailAddress(text) == nil) }

    @Test("case and spelling of the domain do not make another person")
    func equality() {
        #expect(EmailAddress("Budi@X.ID") == EmailAddress("budi@x.id"))
        #expect(EmailAddress("budi@bücher.example") == EmailAddress("budi@xn--bcher-kva.example"))
        #expect(EmailAddress("budi@x.id") != EmailAddress("budi@y.id"))
    }

    @Test("a label of mixed scripts is refused: only look-alikes need one")
    func lookAlike() {
        #expect(EmailAddress("budi@p\u{430}ypal.example") == nil)
        #expect(EmailAddress("budi@bri\u{212A}.example") == nil)
        #expect(EmailAddress("budi@почта.example")?.domain == "xn--80a1acny.example")
    }

    @Test("a subaddress can be set and read")
    func subaddress() throws {
        let desk = try #require(EmailAddress("layanan@x.id"))
        let tagged = try #require(desk.withSubaddress("abc"))
        #expect(tagged.addrSpec == "layanan+abc@x.id")
        #expect(tagged.subaddress.user == "layanan")
        #expect(tagged.subaddress.detail == "abc")
    }

    @Test("a header name is compared letter by letter")
    func headerName() {
        let field = HeaderField(name: "Authentication\rResults", value: "")
        #expect(!field.isNamed("Authentication-Results"))
        #expect(HeaderField(name: "SUBJECT", value: "").isNamed("Subject"))
    }
}
