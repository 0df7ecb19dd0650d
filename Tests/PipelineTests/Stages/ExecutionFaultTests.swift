import Domain
import Pipeline
import Testing

@Suite("An authority that fails")
struct ExecutionFaultTests {
    /// A request that is approved while the authority fails as `arrange` says.
    private func approved(
        _ arrange: (AuthorityFaults) -> Void, certificates: TestCertificates.Kind = .hasty
    ) throws -> (TestDesk, (any Error)?) {
        let desk = try TestDesk(certificates: certificates)
        let asked = try desk.issueToAuthority()
        arrange(desk.certificates.faults)
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        desk.markRead()
        return (desk, desk.attempt().failure)
    }

    @Test("between prepared and signed leaves a serial number that is given up; the next run makes another")
    func abandoned() throws {
        let (desk, failure) = try approved { $0.atSigning = Fault(failureClass: .transient) }
        #expect(failure is Fault)
        #expect(try desk.request().state == "awaitingExecution")
        let prepared = try #require(try desk.certificateRecords().first)
        #expect(prepared.status == .prepared && prepared.der.isEmpty && !prepared.toBeSigned.isEmpty)
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        desk.certificates.faults.atSigning = nil
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
        #expect(try desk.certificate(prepared.serial).status == .abandoned)
        let valid = try desk.certificateRecords().filter { $0.status == .valid }
        #expect(valid.count == 1 && valid[0].serial != prepared.serial)
        #expect(valid[0].toBeSigned != prepared.toBeSigned)
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.certificate-issued"])
        #expect(
            try desk.mail("applicant.certificate-issued", for: TestDesk.budi).text.contains(
                valid[0].serial.description))
        try desk.next()
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        #expect(desk.certificates.faults.begun.count == 2)
    }

    @Test("a run that was killed there leaves the same behind, whatever else the desk holds")
    func killed() throws {
        let desk = try TestDesk()
        let held = try desk.hold(nik: "3201015708900003", address: "ani@kominfo.example")
        let asked = try desk.issueToAuthority()
        let address = try #require(EmailAddress(TestDesk.budi))
        let siti = try #require(EmailAddress(TestDesk.siti))
        let serial = try #require(CertificateSerial(octets: [7, 7, 7]))
        let now = desk.clock.now()
        let number = try desk.request().number
        try desk.ledger.write { transaction in
            try transaction.insert(
                CertificateRecord(
                    serial: serial, issuer: "PSrE Contoh", request: number, holder: "Budi Santoso",
                    address: address, nik: TestDesk.nik, nip: nil, verifier: siti, agency: "Dinas Kominfo",
                    notBefore: now, notAfter: now + 86_400, status: .prepared, toBeSigned: [1, 2, 3]))
        }
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.certificate(serial).status == .abandoned)
        #expect(try desk.certificate(held.serial).status == .valid)
        #expect(try desk.request().state == "closed.issued")
        #expect(try desk.certificateRecords().count { $0.status == .valid } == 2)
        // It neither appears in a list nor is announced.
        try desk.pass(days: 2)
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.certificate-issued"])
    }

    /// Where a permanent fault may strike.
    enum Place: CaseIterable { case opening, beginning, signing }

    @Test(
        "for good is told to the administrator once; the request waits, and later succeeds",
        arguments: Place.allCases)
    func permanent(place: Place) throws {
        let fault = Fault(failureClass: .permanent)
        let (desk, failure) = try approved { faults in
            switch place {
            case .opening: faults.atOpening = fault
            case .beginning: faults.atBeginning = fault
            case .signing: faults.atSigning = fault
            }
        }
        #expect(failure is Fault)
        let alert = try desk.mail("administrator.execution-failed", for: TestDesk.administrator)
        #expect(alert.text.contains(try desk.request().number.description))
        #expect(alert.text.contains("injected fault") && alert.text.contains("Budi Santoso"))
        for _ in 0..<3 {
            desk.markRead()
            #expect(desk.attempt().failure is Fault)
            #expect(desk.newMail(for: TestDesk.administrator).isEmpty)
            #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        }
        #expect(try desk.request().state == "awaitingExecution")
        desk.certificates.faults.atOpening = nil
        desk.certificates.faults.atBeginning = nil
        desk.certificates.faults.atSigning = nil
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
        #expect(try desk.certificateRecords().count { $0.status == .valid } == 1)
    }

    @Test("for a moment postpones, and tells nobody")
    func transient() throws {
        let (desk, failure) = try approved { $0.atOpening = Fault(failureClass: .transient) }
        #expect(failure is Fault)
        #expect(try desk.notices(for: TestDesk.administrator) == [])
        #expect(try desk.notices(for: TestDesk.authority) == ["authority.decision-recorded"])
        desk.certificates.faults.atOpening = nil
        desk.certificates.faults.atBeginning = Fault(failureClass: .transient)
        desk.markRead()
        let (report, second) = desk.attempt()
        #expect(second is Fault)
        #expect(report.execute == nil)
        #expect(desk.newMail(for: TestDesk.administrator).isEmpty)
        desk.certificates.faults.atBeginning = nil
        #expect(try desk.next().execute?.made == 1)
    }

    @Test("on one request does not keep the others waiting")
    func others() throws {
        let desk = try TestDesk()
        for (name, address, nik) in [
            ("Budi Santoso", TestDesk.budi, TestDesk.nik),
            ("Ani Lestari", "ani@kominfo.example", "3201015708900003"),
        ] {
            try desk.hold(name: name, nik: nik, address: address)
            desk.ask("Perubahan", name: name, nik: nik, email: address, "Jabatan baru: Kepala Seksi")
        }
        try desk.next()
        let asked = desk.newMail(for: TestDesk.authority)
        desk.certificates.faults.unable = ["Budi Santoso"]
        for mail in asked { try desk.decide("Setuju", in: mail, from: TestDesk.authority) }
        desk.markRead()
        #expect(desk.attempt().failure != nil)
        #expect(try desk.requests().map(\.state) == ["awaitingExecution", "closed.updated"])
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.execution-failed"])
        #expect(try desk.notices(for: "ani@kominfo.example") == ["applicant.certificate-updated"])
    }

    @Test("a desk that has nothing to sign never opens its authority")
    func idle() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        try desk.pass(days: 10)
        #expect(desk.certificates.faults.openings == 0)
    }

    @Test("many approvals are carried out with one opening")
    func together() throws {
        let desk = try TestDesk()
        for index in 1...3 {
            let (nik, address) = ("320101570890000\(index)", "p\(index)@kominfo.example")
            try desk.hold(nik: nik, address: address)
            desk.ask("Pencabutan", nik: nik, email: address, "Alasan: Pensiun")
        }
        try desk.next()
        for mail in desk.newMail(for: TestDesk.authority) {
            try desk.decide("Setuju", in: mail, from: TestDesk.authority)
        }
        #expect(try desk.next().execute?.revoked == 3)
        #expect(desk.certificates.faults.openings == 1)
    }
}
