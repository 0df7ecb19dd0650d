import Domain
import Pipeline
import Spool
import Testing

@Suite("The revocation list")
struct RevocationListTests {
    /// What `openssl crl` reads in the list.
    private func list(_ desk: TestDesk) throws -> String {
        let octets = try #require(try desk.spool.exported("sertipos.crl"))
        let read = try OpenSSLTool.run(
            ["crl", "-inform", "DER", "-in", "list.crl", "-noout", "-text"], files: ["list.crl": octets])
        #expect(read.status == 0, "\(read.output)")
        return read.output
    }

    /// A revocation of this holder's certificate from form to effect.
    private func revoke(
        _ desk: TestDesk, _ reason: String, nik: String = TestDesk.nik, email: String = TestDesk.budi
    )
        throws
    {
        desk.ask("Pencabutan", nik: nik, email: email, "Alasan: \(reason)")
        try desk.next()
        try desk.approve()
    }

    @Test(
        "says the reason of the form in the words of RFC 5280", .enabled(if: OpenSSLTool.isPresent),
        arguments: [
            ("Passphrase bocor", "Key Compromise"), ("Mutasi", "Affiliation Changed"),
            ("Diganti sertifikat baru", "Superseded"), ("Pensiun", "Cessation Of Operation"),
            ("Lainnya", nil as String?),
        ])
    func reasons(words: String, reason: String?) throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        try revoke(desk, words)
        let text = try list(desk)
        #expect(text.contains("Serial Number: \(held.serial)"))
        if let reason {
            #expect(text.contains(reason))
        } else {
            #expect(!text.contains("Reason Code"))
        }
    }

    @Test("holds every certificate that ended, under rising numbers", .enabled(if: OpenSSLTool.isPresent))
    func grows() throws {
        let desk = try TestDesk()
        let first = try desk.hold()
        let second = try desk.hold(nik: "3201011708900004", address: "ani@kominfo.example")
        try revoke(desk, "Pensiun")
        try revoke(desk, "Mutasi", nik: "3201011708900004", email: "ani@kominfo.example")
        let text = try list(desk)
        #expect(text.contains(first.serial.description) && text.contains(second.serial.description))
        #expect(desk.certificates.faults.lists == desk.certificates.faults.lists.sorted())
        #expect(Set(desk.certificates.faults.lists).count == desk.certificates.faults.lists.count)
        #expect(text.contains("X509v3 CRL Number"))
    }

    @Test("is written before anybody hears of it; if that fails, nobody does, and the next run makes it good")
    func beforePeople() throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Pencabutan", "Alasan: Pensiun")
        try desk.next()
        try desk.decide(
            "Setuju", in: try desk.mail("authority.request-link", for: TestDesk.authority),
            from: TestDesk.authority)
        desk.certificates.faults.atListing = Fault(failureClass: .transient)
        desk.markRead()
        #expect(desk.attempt().failure is Fault)
        #expect(try desk.request().state == "awaitingExecution")
        #expect(try desk.certificate(held.serial).status == .valid)
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        desk.certificates.faults.atListing = nil
        // When the list is signed, the ledger does not yet say so and nobody was told.
        let (ledger, serial) = (desk.ledger, held.serial)
        var statuses: [CertificateStatus?] = []
        desk.certificates.faults.beforeListing = { entries in
            #expect(entries.map(\.serial) == [serial])
            statuses.append(try ledger.read { try $0.certificate(serial)?.status })
        }
        try desk.next()
        #expect(statuses == [.valid])
        #expect(try desk.certificate(held.serial).status == .revoked)
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.certificate-revoked"])
    }

    @Test("is signed anew when half of its time is over, and not before")
    func fresh() throws {
        let desk = try TestDesk()
        try desk.hold(days: 400)
        try revoke(desk, "Pensiun")
        let lists = desk.certificates.faults.lists
        try desk.pass(days: 3)
        #expect(desk.certificates.faults.lists == lists)
        try desk.pass(days: 1)
        #expect(desk.certificates.faults.lists.count == lists.count + 1)
    }

    @Test("a certificate of another body is not in it once it has ended", .enabled(if: OpenSSLTool.isPresent))
    func imported() throws {
        let desk = try TestDesk()
        let own = try desk.hold()
        let held = try desk.hold(nik: "3201011708900004", address: "ani@kominfo.example", imported: true)
        try revoke(desk, "Pensiun")
        try revoke(desk, "Pensiun", nik: "3201011708900004", email: "ani@kominfo.example")
        #expect(try desk.certificate(held.serial).status == .revoked)
        let text = try list(desk)
        #expect(text.contains(own.serial.description) && !text.contains(held.serial.description))
    }
}
