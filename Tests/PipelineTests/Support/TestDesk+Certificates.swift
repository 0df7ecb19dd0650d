import Domain
import PKI
import Testing

/// People who hold certificates, and the forms about them.
extension TestDesk {
    /// NIK of the applicant.
    static let nik = "3201011708900001"

    /// Somebody holds a certificate, `days` before its end. The desk's own authority made it unless it was
    /// `imported`.
    @discardableResult
    func hold(
        name: String = "Budi Santoso", nik: String? = TestDesk.nik, nip: String? = nil,
        address: String = TestDesk.budi, verifier: String = TestDesk.siti, agency: String = "Dinas Kominfo",
        days: Int64 = 300, imported: Bool = false
    ) throws -> CertificateRecord {
        let (from, until) = (clock.now() + -86_400, clock.now() + days * 86_400)
        let address = try #require(EmailAddress(address))
        let issue = try certificates.authority.authority.begin(
            CertificateOrder(
                commonName: name, organization: agency, address: address,
                notBefore: min(from, until + -86_400),
                notAfter: until))
        let der = try issue.sign()
        let certificate = CertificateRecord(
            serial: issue.serial, issuer: "PSrE Contoh", request: nil, holder: name, address: address,
            nik: nik,
            nip: nip, verifier: try #require(EmailAddress(verifier)), agency: agency, notBefore: from,
            notAfter: until, status: .valid, toBeSigned: imported ? [] : issue.toBeSigned, der: der)
        try ledger.write { try $0.insert(certificate) }
        return certificate
    }

    /// A certificate as it stands now.
    func certificate(_ serial: CertificateSerial) throws -> CertificateRecord {
        try #require(try ledger.read { try $0.certificate(serial) })
    }

    /// The certificate that took the place of another one.
    func successor(of old: CertificateRecord) throws -> CertificateRecord {
        let serial = try certificate(old.serial).replacedBy
        return try certificate(try #require(serial))
    }

    /// A form about a certificate, with a letter unless `letter` is false.
    func ask(
        _ type: String, from sender: String = TestDesk.siti, name: String = "Budi Santoso",
        nik: String = TestDesk.nik, email: String? = TestDesk.budi, letter: Bool = true, _ lines: String...
    ) {
        let mailbox = email.map { ["Email: \($0)"] } ?? []
        receive(
            from: sender, subject: "Permohonan \(type.lowercased())",
            body: (["Jenis: \(type)", "Nama lengkap: \(name)", "NIK: \(nik)"] + mailbox + lines)
                .joined(separator: "\n"), pdf: letter)
    }

    /// The verifier asks for a renewal.
    func askRenewal(nik: String = TestDesk.nik, from sender: String = TestDesk.siti, serial: String? = nil) {
        ask(
            "Perpanjangan", from: sender, nik: nik, "Jabatan: Analis", "Instansi: Dinas Kominfo",
            "No. HP: 081234567890", serial.map { "Nomor seri: \($0)" } ?? "")
    }

    /// The renewal, update or revocation of the newest request goes to the end.
    func approve(from sender: String = TestDesk.authority) throws {
        try decide("Setuju", in: try mail("authority.request-link", for: Self.authority), from: sender)
        try next()
    }
}
