import Domain
import Testing

@testable import Pipeline

/// The last look at a mail before it is queued.
@Suite("The tripwire")
struct TripwireTests {
    private static let code = "abcdefghijklmnopqrstuvwxyz234567"

    @Test(
        "finds a code whatever stands around it",
        arguments: [
            code, "Kode: \(code)", "layanan+\(code)@desk.example", "mailto:layanan%2B\(code)@desk",
            "Kode%3A%20\(code)",
            "KODE:\(code.uppercased())", "x\(code)", "\(code)y", "<b>\(code)</b>", "(\(code))",
            "=3D\(code)=\n",
        ])
    func found(text: String) throws {
        let code = try #require(OneTimeCode(Self.code))
        #expect(CodeTrace.codes(in: text.utf8).contains(code))
    }

    @Test("takes neither words nor long base64 for codes")
    func passedOver() {
        for text in [
            "", "Permohonan penerbitan sertifikat elektronik", String(repeating: "a", count: 31),
            String(repeating: "abcdefgh", count: 200), "abcdefghijklmnop1qrstuvwxyz23456",
        ] {
            #expect(CodeTrace.codes(in: text.utf8).isEmpty, "\(text.prefix(40))")
        }
    }

    /// Budi is invited; gives the code that he was sent.
    private func livingCode(_ desk: TestDesk) throws -> String {
        desk.submit()
        try desk.run()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let link = try #require(TestDesk.links(in: invitation).first)
        let line = try #require(link.body.split(separator: "\n").first { $0.hasPrefix("Kode") })
        return String(line.suffix(OneTimeCode.length))
    }

    @Test("withholds a mail that would show a living code of somebody else, and tells the administrator once")
    func withheld() throws {
        let desk = try TestDesk()
        let code = try livingCode(desk)
        for _ in 0..<2 {
            desk.receive(
                from: TestDesk.siti, subject: "Permohonan penerbitan",
                body:
                    "Jenis: Penerbitan\nNama lengkap: Dewi\nNIK: 3201015708900002\nJabatan: \(code)\nEmail: x",
                pdf: true)
        }
        try desk.next()
        let shown = desk.submission.accepted.filter { item in
            String(decoding: item.bytes, as: UTF8.self).contains(code)
                && item.recipient.addrSpec != TestDesk.budi
        }
        #expect(shown.isEmpty)
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.problem"])
    }

    @Test("lets a code go to whom it belongs, and a dead one to anybody")
    func harmless() throws {
        let desk = try TestDesk()
        let code = try #require(OneTimeCode(try livingCode(desk)))
        let digest = desk.desk.digesting.digest(Array(code.text.utf8))
        let (budi, siti) = (
            try #require(EmailAddress(TestDesk.budi)), try #require(EmailAddress(TestDesk.siti))
        )
        func isTouched(_ address: EmailAddress, after seconds: Int64 = 0) throws -> Bool {
            try desk.ledger.write {
                try Tripwire(transaction: $0, now: desk.clock.now() + seconds).isTouched(
                    by: [digest], to: address)
            }
        }
        #expect(try !isTouched(budi))
        #expect(try isTouched(siti))
        #expect(try !isTouched(siti, after: 30 * 86_400))
        try desk.ledger.write { _ = try $0.spend(digest, at: desk.clock.now()) }
        #expect(try !isTouched(siti))
    }
}
