import Domain
import Forms
import Testing

@testable import Pipeline

@Suite("Words on their way through the desk")
struct CaseTextTests {
    private static let code = "abcdefghijklmnopqrstuvwxyz234567"

    private static let writings: [String] = {
        let (head, tail) = (String(code.prefix(9)), String(code.dropFirst(9)))
        return [
            code, code.uppercased(), "Kode: \(code).", "layanan+\(code)@desk.example", "%20\(code)%0D",
            "x\(code)y", "\(head)\n\(tail)", "\(head)=\r\n\(tail)", "\(head)\n> \(tail)",
        ]
    }()

    @Test("a code is taken out however it is written", arguments: writings)
    func codes(text: String) {
        let safe = DiscreetText.withoutCodes(text)
        #expect(safe.contains(DiscreetText.mark))
        let letters = safe.lowercased().filter { $0.isLetter || $0.isNumber }
        #expect(!letters.contains("abcdefgh"))
        #expect(!letters.contains("yz234567"))
    }

    @Test(
        "other words stay as they are",
        arguments: [
            "", "Loket tutup.", "mempertanggungjawabkannya\nketidakbertanggungjawaban",
            "https://contoh.example/a/b?c=1", "SE-2026-000123-7", "PA-2026-000045-3\n1234567",
            "0123456789\n0123456789\n0123456789", "Lampiran 12345678901234567890123456789012",
        ])
    func ordinary(text: String) { #expect(DiscreetText.withoutCodes(text) == text) }

    @Test("a code cut through by the length limit leaves nothing of it")
    func limit() throws {
        let discretion = DiscreetText(hidden: try #require(EmailAddress("a@b.example")), substitute: "x")
        for start in 60...100 {
            let text = discretion.masked(String(repeating: "-", count: start) + Self.code, limit: 100)
            #expect(!text.contains("abc"))
            #expect(text.unicodeScalars.count <= 100)
        }
    }

    @Test("the address is taken out in any case and in URLs, also for one as long as itself")
    func address() throws {
        let discretion = DiscreetText(
            hidden: try #require(EmailAddress("Petugas@desk.example")), substitute: "layanan@desk.example")
        let text = discretion.masked("petugas@DESK.example, <PETUGAS%40desk.example>, petugas@desk.examp")
        #expect(text == "layanan@desk.example, <layanan@desk.example>, petugas@desk.examp")
    }

    private static let firstLines: [(String, Bool, String)] = [
        ("TUTUP", true, ""), ("tutup.", true, ""), ("Close", true, ""), ("Tutup kasus ini", true, ""),
        ("Close case PA-2026-000045-3\nDone.", true, "Done."), ("\n\nTUTUP: selesai", true, "selesai"),
        ("Tutup jalan itu atas izin kami.", false, "Tutup jalan itu atas izin kami."),
        ("Closed for lunch", false, "Closed for lunch"), ("Sudah.\nTUTUP", false, "Sudah.\nTUTUP"),
        ("", false, ""),
    ]

    @Test("what an officer's first line means", arguments: firstLines)
    func closing(text: String, isClosing: Bool, rest: String) {
        let answer = OfficerAnswer(ReplyText.split(text))
        #expect(answer.isClosing == isClosing)
        #expect(answer.text == rest)
    }

    private static let laporLines: [(String, String?)] = [
        ("LAPOR: 1234567", "1234567"), ("No. LAPOR! #7654321", "7654321"), ("lapor 1234567.", "1234567"),
        ("SP4N-LAPOR! ID 123456", "123456"), ("Nomor LAPOR saya: 2233445", "2233445"),
        ("Saya lapor 1234567 kali", nil), ("LAPOR: 12", nil), ("LAPOR", nil), ("1234567", nil),
        ("Saya lapor ke RT pada 12345678", nil), ("No. HP 081234567890", nil),
    ]

    @Test("lines that name a number of LAPOR!, and lines that do not", arguments: laporLines)
    func lapor(line: String, number: String?) { #expect(LaporNumber.read(line) == number) }
}
