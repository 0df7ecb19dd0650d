import Domain
import PKI
import Pipeline
import Testing

@Suite("A sealed passphrase")
struct PassphraseTests {
    @Test("goes to the Registration Authority once; sent again it is a used link")
    func replay() throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let seal = try desk.certificates.seal(TestDesk.passphrase, for: page)
        try desk.sendSeal(seal, for: page)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.notices(for: TestDesk.authority) == ["authority.request-link"])
        try desk.sendSeal(seal, for: page)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi) == ["sender.link-used"])
        #expect(desk.newMail(for: TestDesk.authority).isEmpty)
    }

    @Test("of an earlier round is refused after a return, with the code of the new one too")
    func replayAfterReturn() throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let seal = try desk.certificates.seal(TestDesk.passphrase, for: page)
        try desk.sendSeal(seal, for: page)
        try desk.next()
        try desk.decide(
            "Kembalikan", in: try desk.mail("authority.request-link", for: TestDesk.authority),
            reason: "Foto buram", from: TestDesk.authority)
        try desk.next()
        try desk.answerIdentity(try desk.mail("applicant.identity-returned", for: TestDesk.budi))
        try desk.next()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        try desk.sendSeal(seal, for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.passphrase-unreadable"])
    }

    /// What may be wrong with a seal.
    enum Flaw: CaseIterable {
        case otherRequest, otherNonce, weak, short, damaged, truncated, otherKey
    }

    private func flawed(_ flaw: Flaw, _ page: ReceivedMessage, _ desk: TestDesk) throws -> String {
        let (certificates, good) = (desk.certificates, TestDesk.passphrase)
        switch flaw {
        case .otherRequest:
            return try certificates.seal(good, for: page, number: RequestNumber(year: 2026, sequence: 99))
        case .otherNonce:
            return try certificates.seal(good, for: page, nonce: String(repeating: "A", count: 32))
        case .weak: return try certificates.seal("aaaaaaaaaaaaaaaaaaaaaaaa", for: page)
        case .short: return try certificates.seal("Kuda-7", for: page)
        case .damaged:
            let seal = try certificates.seal(good, for: page)
            let last: Character = seal.dropLast(40).last == "A" ? "B" : "A"
            return seal.dropLast(41) + String(last) + seal.suffix(40)
        case .truncated: return String(try certificates.seal(good, for: page).dropLast(5))
        case .otherKey:
            let html = try TestCertificates.page(in: page)
            let nonce = try #require(TestCertificates.setting("nonce", in: html))
            return try PassphraseSealer(for: try TestAuthority.outside.get().sealing.currentKey)
                .seal(SecretOctets(good.utf8), request: desk.request().number, nonce: nonce).jwe
        }
    }

    @Test("that cannot be used is asked for again, in one text for every cause", arguments: Flaw.allCases)
    func unusable(flaw: Flaw) throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        try desk.sendSeal(try flawed(flaw, page, desk), for: page)
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(desk.newMail(for: TestDesk.authority).isEmpty)
        let fresh = try desk.mail("applicant.passphrase-unreadable", for: TestDesk.budi)
        try desk.sealPassphrase(for: fresh)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
    }

    @Test(
        "is read whatever mail programs did to it",
        arguments: ["wrapped", "quoted", "spaces", "one line", "doubled", "bold"])
    func mangled(how: String) throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let seal = try desk.certificates.seal(TestDesk.passphrase, for: page)
        let folded = stride(from: 0, to: seal.count, by: 72).map { seal.dropFirst($0).prefix(72) }
        try desk.sendSeal(seal, for: page) { body in
            switch how {
            case "wrapped": body.replacing(seal, with: folded.joined(separator: "\n"))
            case "quoted":
                body.replacing(seal, with: folded.joined(separator: "\n")).split(
                    separator: "\n", omittingEmptySubsequences: false
                ).map { "> \($0)" }.joined(separator: "\n")
            case "spaces": body.replacing(seal, with: folded.joined(separator: " "))
            case "one line": body.replacing("\n", with: " ")
            case "doubled": body.replacing("\n", with: "\n\n")
            default: body.replacing("Segel:", with: "*Segel:*").replacing("Kode:", with: "*Kode:*")
            }
        }
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority", "\(how)")
        try desk.approve()
        #expect(try desk.request().state == "closed.issued", "\(how)")
    }

    @Test("made in an older mail whose link still lives is accepted")
    func older() throws {
        let desk = try TestDesk()
        let first = try desk.issueToPassphrase()
        desk.command("KIRIM ULANG \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        let second = try desk.mail("applicant.passphrase-link", for: TestDesk.budi)
        // The page of the first mail, sent with the code of the second.
        try desk.sendSeal(try desk.certificates.seal(TestDesk.passphrase, for: first), for: second)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        try desk.sealPassphrase(for: first)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi) == ["sender.link-used"])
    }

    @Test("made for a link that died brings a fresh page")
    func expired() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.with { $0.linkLifetimes["passphrase"] = 86_400 }
        let page = try desk.issueToPassphrase()
        desk.wait(90_000)
        try desk.sealPassphrase(for: page)
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        let fresh = try desk.mail("applicant.passphrase-link", for: TestDesk.budi)
        try desk.sealPassphrase(for: fresh)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
    }

    @Test("from somebody else changes nothing", arguments: [TestDesk.siti, TestDesk.authority])
    func foreign(person: String) throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let seal = try desk.certificates.seal(TestDesk.passphrase, for: page)
        try desk.sendSeal(seal, for: page, from: person)
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(try desk.notices(for: person) == ["sender.link-foreign"])
    }

    @Test("whose key was destroyed before the approval is asked for again, and no certificate is made")
    func lost() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        // The desk comes back with the keys of another one.
        let other = try TestAuthority.outside.get()
        let maker = desk.desk.certification.maker
        desk.desk = desk.desk.with(
            Certification(maker: maker, sealing: other.sealing, reader: OpenSSLCertificateReader()))
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(try desk.certificateRecords().map(\.status) == [.abandoned])
        let again = try desk.mail("applicant.passphrase-link", for: TestDesk.budi)
        #expect(again.text.contains("tidak dapat digunakan lagi"))
    }

    @Test("is asked for at most four times a day, so that two programs cannot go on for ever")
    func loop() throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        for _ in 0..<8 { try desk.sendSeal("eyJ kosong", for: page) }
        try desk.next()
        #expect(desk.newMail(for: TestDesk.budi).count == 3)
        #expect(try desk.lastOutcome().outcome == .ignored)
    }
}

extension Desk {
    /// The same desk with another way to certificates.
    func with(_ certification: Certification) -> Desk {
        Desk(
            settings: settings, codec: codec, forms: forms, faultWording: faultWording, words: words,
            notices: notices, page: page, certification: certification, annexParsing: annexParsing,
            verifiers: verifiers, clock: clock, random: random, digesting: digesting)
    }
}
