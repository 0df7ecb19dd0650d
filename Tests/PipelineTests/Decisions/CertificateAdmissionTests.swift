import Domain
import PKI
import Pipeline
import Testing

@Suite("Importing certificates of an outside body")
struct CertificateAdmissionTests {
    private let desk: TestDesk
    private let siti: Verifier

    init() throws {
        desk = try TestDesk(certificates: .mailed)
        let address = try #require(EmailAddress(TestDesk.siti))
        siti = try #require(desk.desk.verifiers[address])
    }

    /// A certificate of the outside body.
    private func der(
        _ name: String = "Budi Santoso", _ address: String = TestDesk.budi, from: Int64 = -86_400,
        to: Int64 = 300 * 86_400
    ) throws -> [UInt8] {
        let now = desk.clock.now()
        return try desk.certificates.authority.authority.begin(
            CertificateOrder(
                commonName: name, organization: "Dinas Kominfo", address: try #require(EmailAddress(address)),
                notBefore: now + from, notAfter: now + to)
        ).sign()
    }

    private func candidate(
        _ file: String, _ octets: [UInt8], nik: String? = nil, nip: String? = nil
    ) -> CertificateAdmission.Candidate {
        .init(file: file, octets: octets, verifier: siti, nik: nik, nip: nip)
    }

    private func admit(
        _ candidates: [CertificateAdmission.Candidate], known: [DocumentError] = [],
        _ manner: CertificateAdmission.Manner = []
    ) throws -> CertificateAdmission.Outcome {
        try CertificateAdmission(
            reader: OpenSSLCertificateReader(), ledger: desk.ledger, now: desk.clock.now()
        ).admit(candidates, known: known, manner)
    }

    private func events() throws -> Int64 { try desk.ledger.read { try $0.verifyChain() }.count }

    @Test("a certificate comes in with its holder, mailbox, verifier and agency, and is written into the log")
    func admitted() throws {
        let octets = Array(PEM.encode(der: try der(), label: .certificate).utf8)
        let outcome = try admit([candidate("a.pem", octets, nik: TestDesk.nik, nip: "199008172015041002")])
        #expect(outcome.faults == [])
        let record = try #require(try desk.certificateRecords().first)
        #expect(record.serial == outcome.certificates.first?.serial)
        #expect(record.holder == "Budi Santoso" && record.address.addrSpec == TestDesk.budi)
        #expect(record.nik == TestDesk.nik && record.nip == "199008172015041002")
        #expect(record.verifier == siti.address && record.agency == "Dinas Kominfo")
        #expect(record.status == .valid && record.request == nil && record.toBeSigned.isEmpty)
        #expect(
            try #require(OpenSSLCertificateReader().certificates(in: record.der).first).serial
                == record.serial)
        #expect(try events() == 1)
    }

    @Test("an imported certificate is never on our own revocation list")
    func notOurs() throws {
        _ = try admit([candidate("a", try der())])
        var record = try #require(try desk.certificateRecords().first)
        record.status = .revoked
        record.revokedAt = desk.clock.now()
        try desk.ledger.write { try $0.update(record) }
        #expect(try desk.ledger.read { try RevocationListing.entries($0, at: desk.clock.now()) }.isEmpty)
    }

    @Test("an imported certificate can be renewed by mail")
    func renewable() throws {
        _ = try admit([candidate("a", try der(to: 30 * 86_400), nik: TestDesk.nik)])
        desk.askRenewal()
        try desk.run()
        #expect(try desk.request().mechanism == .renewal)
    }

    @Test("a chain comes along with its certificate and is left out")
    func chain() throws {
        let chain = [try der()] + desk.certificates.authority.authority.chain
        let octets = Array(PEM.encode(ders: chain, label: .certificate).utf8)
        #expect(try admit([candidate("chain.pem", octets)]).certificates.count == 1)
    }

    @Test("every fault is named with its file, and then nothing is taken")
    func faults() throws {
        let good = try der()
        let candidates = [
            candidate("good", good), candidate("again", good), candidate("text", Array("hello".utf8)),
            candidate("authority", desk.certificates.authority.authority.chain.flatMap(\.self)),
            candidate("ended", try der(from: -400 * 86_400, to: -86_400)),
            candidate("later", try der(from: 3 * 86_400)),
            candidate("own", try der("Siti Rahma", TestDesk.siti)),
            candidate("two", try der("A") + der("B"), nik: TestDesk.nik),
        ]
        let outcome = try admit(candidates)
        #expect(outcome.certificates.isEmpty)
        #expect(
            outcome.faults.map(\.file) == ["again", "text", "authority", "ended", "later", "own", "two"])
        let texts = outcome.faults.map(\.description)
        for (text, part) in zip(
            texts,
            [
                "came already in good", "holds no certificate", "certification authority's", "ended on 2026-",
                "begins on 2026-", "is the verifier's own", "holds 2 certificates, but one NIK",
            ])
        { #expect(text.contains(part), "\(text)") }
        #expect(try desk.certificateRecords().isEmpty)
        #expect(try events() == 0)
    }

    @Test("told to keep going, it takes what is right; a second time it is known")
    func keepGoing() throws {
        let known = DocumentError(file: "gone", problem: "cannot be read")
        let candidates = [candidate("good", try der()), candidate("text", [1, 2, 3])]
        #expect(try admit(candidates, known: [known]).certificates.isEmpty)
        let outcome = try admit(candidates, known: [known], .keepGoing)
        #expect(outcome.certificates.count == 1 && outcome.faults.map(\.file) == ["gone", "text"])
        #expect(try desk.certificateRecords().count == 1)
        let again = try admit([candidates[0]], .keepGoing)
        #expect(again.certificates.isEmpty)
        #expect(again.faults.first?.problem.hasSuffix("is in the ledger already") == true)
        #expect(try events() == 1)
    }

    @Test("a trial says what would come in, and writes nothing")
    func trial() throws {
        let outcome = try admit([candidate("good", try der())], .trial)
        #expect(outcome.certificates.count == 1 && outcome.faults.isEmpty)
        #expect(try desk.certificateRecords().isEmpty)
        #expect(try events() == 0)
    }
}
