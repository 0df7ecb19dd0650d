import Domain
import Foundation
import TestSupport
import Testing

/// What happens to a certificate after it was issued, through Postfix and Dovecot.
@Suite(.enabled(if: LiveMail.isPresent && ChromiumBrowser.isPresent))
struct CertificateLifeTests {
    private let servers: LiveMail
    private let device: Device
    private let marker = Marker()

    init() throws {
        servers = try #require(LiveMail.current)
        device = try Device()
    }

    @Test
    func `a revoked certificate stands on the signed list with its reason, and verifies no more`() throws {
        let office = try Office(servers)
        let issued = try office.issue(marker.passphrase, on: device)
        let list = "\(office.desk.path)/spool/exports/sertipos.crl"
        #expect(try issued.verifies(revocationList: list).code == 0)
        let before = try issued.text(ofList: list)
        #expect(before.contains("No Revoked Certificates"))

        try office.submit(
            "Pencabutan",
            [
                ("Nama lengkap", office.applicant.name), ("NIK", Office.identityNumber),
                ("Email", office.applicant.address), ("Alasan", "Passphrase bocor"),
            ])
        try office.run()
        _ = try office.applicant.next("diminta, belum dilakukan")
        #expect(try issued.verifies(revocationList: list).code == 0)
        try office.decide("Setuju", office.authority, try office.authority.next("Mohon keputusan"))
        try office.run()
        #expect(try office.state() == "closed.revoked")
        #expect(try office.applicant.next("telah dicabut").text.contains("bocor"))
        _ = try office.verifier.next("telah dicabut")

        let after = try issued.text(ofList: list)
        #expect(after.contains("Serial Number: \(try issued.serial())"), "\(after)")
        #expect(after.contains("Key Compromise"), "\(after)")
        #expect(try Self.number(before) < Self.number(after))
        let refused = try issued.verifies(revocationList: list)
        #expect(refused.code != 0 && refused.errors.contains("certificate revoked"), "\(refused)")
    }

    @Test
    func `a new address is confirmed from both mailboxes and gets a certificate over the same key`() throws {
        let office = try Office(servers)
        let issued = try office.issue(marker.passphrase, on: device)
        let other = Correspondent(
            "santoso-\(office.tag)@kominfo.test", name: office.applicant.name, post: office.post)
        try office.submit(
            "Perubahan",
            [
                ("Nama lengkap", office.applicant.name), ("NIK", Office.identityNumber),
                ("Email", office.applicant.address), ("Email menjadi", other.address),
                ("Jabatan menjadi", "Kepala Seksi Persandian"),
            ])
        try office.run()
        for person in [office.applicant, other] {
            #expect(try office.state() == "awaitingConfirmation")
            try office.decide("Setuju", person, try person.next("Mohon pastikan"))
            try office.run()
        }
        try office.decide("Setuju", office.authority, try office.authority.next("Mohon keputusan"))
        try office.run()
        #expect(try office.state() == "closed.updated")
        // The old mailbox may be gone by now.
        let updated = try IssuedFiles(try other.next("telah diperbarui"), in: device.folder)
        #expect(try updated.verifies().code == 0)
        #expect(try updated.publicKey() == issued.publicKey())
        #expect(try updated.serial() != issued.serial())
        let text = try updated.text()
        #expect(
            text.contains("email:\(other.address)") && !text.contains(office.applicant.address), "\(text)")
        #expect(text.contains("Kepala Seksi Persandian"), "\(text)")
        _ = try office.verifier.next("telah diperbarui")
    }

    @Test
    func `a certificate near its end that came from elsewhere is renewed`() throws {
        let outside = try OutsideAuthority(device.browser)
        let office = try Office(servers)
        let old = try device.save(
            "old.pem",
            try outside.certificate(for: office.applicant.name, office.applicant.address, days: 20).utf8)
        let imported = try office.desk.run(
            "certificate", "import", old, "--verifier", office.verifier.address, "--nik-file",
            try device.save("nik", "\(Office.identityNumber)\n".utf8))
        try #require(imported.isClean, "\(imported)")
        let (asked, _) = try office.bringToAuthority(
            "Perpanjangan", passphrase: marker.passphrase, on: device)
        try office.decide("Setuju", office.authority, asked)
        try office.run()
        #expect(try office.state() == "closed.renewed")
        let renewed = try IssuedFiles(try office.applicant.next("telah diperpanjang"), in: device.folder)
        #expect(try renewed.verifies().code == 0)
        #expect(try renewed.opens(with: marker.passphrase))
        _ = try office.verifier.next("telah diperpanjang")
    }

    /// The number of a revocation list (RFC 5280 section 5.2.3).
    private static func number(_ list: String) throws -> Int {
        let lines = list.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let mark = try #require(lines.firstIndex { $0.hasPrefix("X509v3 CRL Number") })
        return try #require(Int(lines[mark + 1]))
    }
}
