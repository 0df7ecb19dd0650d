import Domain
import Testing

@testable import Rehearsal

@Suite("The passphrase page as people use it")
struct OpenedPageTests {
    /// A page that seals to the public key of RFC 7517 appendix A.1.
    private func opened(_ number: String = "SE-2026-000001-7", locale: String = "id") -> OpenedPage? {
        OpenedPage(
            Array(
                """
                <script type="text/plain" id="words">
                mail.subject
                  id: Passphrase tersegel
                  en: Sealed passphrase
                mail.sentence
                  id: Kirim tanpa mengubah.
                  en: Send unchanged.
                expired.subject
                  id: KIRIM ULANG {number}
                  en: RESEND {number}
                </script>
                <script type="application/json" id="settings">{"locale":"\(locale)","deskName":"Meja",\
                "deskAddress":"layanan@desk.test","key":{"id":"cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s",\
                "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
                "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},"number":"\(number)",\
                "code":"abc","nonce":"abcdefghijklmnopqrstuvwxyz","replyAddress":"layanan+abc@desk.test",\
                "expiresAt":1000}</script>
                """.utf8))
    }

    @Test("it offers the answer of its button: code and sealed text, to the address with the code")
    func answer() throws {
        let answer = try #require(try opened()?.answer(sealing: "kuda hijau makan awan 7"))
        #expect(answer.recipient.addrSpec == "layanan+abc@desk.test")
        #expect(answer.subject == "[SE-2026-000001-7] Passphrase tersegel")
        #expect(answer.body.hasPrefix("Kirim tanpa mengubah.\n\nKode: abc\n\nSegel:\neyJ"))
        #expect(!answer.body.contains("kuda") && answer.isShortEnough)
        let english = try #require(try opened(locale: "en")?.answer(sealing: "kuda hijau makan awan 7"))
        #expect(english.subject == "[SE-2026-000001-7] Sealed passphrase")
    }

    @Test("two seals of one passphrase differ")
    func fresh() throws {
        let page = try #require(opened())
        #expect(
            try page.answer(sealing: "kuda hijau makan awan 7")?.body
                != page.answer(sealing: "kuda hijau makan awan 7")?.body)
    }

    @Test("it knows when it is too late, and how to ask for another")
    func expiry() throws {
        let page = try #require(opened())
        #expect(!page.isExpired(at: Timestamp(seconds: 1000)))
        #expect(page.isExpired(at: Timestamp(seconds: 1001)))
        #expect(page.request?.subject == "KIRIM ULANG SE-2026-000001-7")
        #expect(page.request?.recipient.addrSpec == "layanan@desk.test")
    }

    @Test("a wrong number, a key that is none, and what is no page give nothing")
    func broken() throws {
        #expect(try opened("SE-2026-000001-8")?.answer(sealing: "kuda hijau makan awan 7") == nil)
        for text in ["", "<script type=\"application/json\" id=\"settings\">{}</script>", "settings"] {
            #expect(OpenedPage(Array(text.utf8)) == nil)
        }
    }
}
