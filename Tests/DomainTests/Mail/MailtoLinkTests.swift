import Domain
import TestSupport
import Testing

@Suite("mailto links")
struct MailtoLinkTests {
    @Test("line breaks are %0D%0A and spaces %20")
    func encoding() throws {
        let address = try #require(EmailAddress("layanan+ab@x.id"))
        let link = MailtoLink(recipient: address, subject: "Data & identitas", body: "a b\nc+d")
        #expect(
            link.url == "mailto:layanan%2Bab@x.id?subject=Data%20%26%20identitas&body=a%20b%0D%0Ac%2Bd")
    }

    @Test("10,000 random links survive the round trip, with two parameters only")
    func roundTrip() throws {
        let random = SeededRandom(3)
        let letters = Array("abc XYZ019&?=%+#\"<>'\n:/é漢😀\u{A0}")
        let address = try #require(EmailAddress("layanan+ab@x.id"))
        for _ in 0..<10_000 {
            let text: () -> String = {
                String(
                    (0..<Int(random.next() % 20)).map { _ in
                        letters[Int(random.next() % UInt64(letters.count))]
                    })
            }
            let subject = text().filter { $0 != "\n" }
            let link = MailtoLink(recipient: address, subject: subject, body: text())
            #expect(MailtoLink(url: link.url) == link)
            #expect(link.url.filter { $0 == "&" }.count == 1)
        }
    }

    @Test(
        "other kinds of URL are refused",
        arguments: [
            "https://x.id", "mailto:a@x.id?attach=/etc/passwd", "mailto:a@x.id?cc=b@y.id", "mailto:?body=x",
            "mailto:a@x.id?body=1&body=2", "mailto:a@x.id?body=%zz", "mailto:a@x.id,b@y.id",
        ])
    func refused(url: String) { #expect(MailtoLink(url: url) == nil) }
}
