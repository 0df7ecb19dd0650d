import Domain
import Foundation
import PKI
import Pipeline
import Spool
import Testing

@Suite("A certificate from an outside body")
struct MailedCertificateTests {
    /// What the body makes for a person of this request.
    private func made(
        _ desk: TestDesk, name: String = "Budi Santoso", address: String = TestDesk.budi, from: Int64 = -60,
        days: Int64 = 365
    ) throws -> [UInt8] {
        let now = desk.clock.now()
        let issue = try desk.certificates.authority.authority.begin(
            CertificateOrder(
                commonName: name, organization: "Dinas Kominfo", address: try #require(EmailAddress(address)),
                notBefore: now + from, notAfter: now + days * 86_400))
        return try issue.sign()
    }

    /// The Registration Authority approves `asked` with these files.
    private func approve(
        _ desk: TestDesk, _ asked: ReceivedMessage, _ files: TestAttachment..., words: String = "Setuju"
    ) throws {
        try desk.reply(words, to: asked, from: TestDesk.authority, attachments: files)
        try desk.next()
    }

    @Test("the Registration Authority gets the seal and is asked for the certificate")
    func dossier() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        #expect(asked.text.contains("Lampirkan sertifikatnya"))
        #expect(asked.text.contains("tersegel untuk kunci Anda"))
        let file = try #require(asked.attachments.first { $0.filename?.hasSuffix(".jwe") ?? false })
        let seal = String(decoding: file.content.decoded(), as: UTF8.self)
        #expect(seal.split(separator: ".", omittingEmptySubsequences: false).count == 5)
        // The applicant and the verifier never see it.
        for mail in desk.submission.accepted where mail.recipient != EmailAddress(TestDesk.authority) {
            #expect(!String(decoding: mail.bytes, as: UTF8.self).contains(seal.prefix(60)))
        }
    }

    @Test("the seal opens with the body's key and with nothing that the desk has")
    func sealed() throws {
        let desk = try TestDesk(certificates: .mailed)
        let page = try desk.issueToPassphrase()
        let html = try TestCertificates.page(in: page)
        let nonce = try #require(TestCertificates.setting("nonce", in: html))
        try desk.sealPassphrase("Zamrud-Khatulistiwa-77", for: page)
        try desk.next()
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        let file = try #require(asked.attachments.first { $0.filename?.hasSuffix(".jwe") ?? false })
        let sealed = SealedText(
            jwe: String(decoding: file.content.decoded(), as: UTF8.self), request: try desk.request().number,
            nonce: nonce)
        try desk.certificates.authority.sealing.check(sealed)
        #expect(throws: SealRefusal.self) { try TestAuthority.own.get().sealing.check(sealed) }
        // The whole folder: keys in PEM, in DER (the header of PKCS#8 and SEC 1 keys on P-256), and the words.
        #expect(try SecretTrace.find("PRIVATE KEY", in: desk.folder) == [])
        #expect(try SecretTrace.find("Zamrud-Khatulistiwa-77", in: desk.folder) == [])
        #expect(FileManager.default.fileExists(atPath: desk.folder.path + "/secrets/recipient.pem"))
    }

    /// The ways in which a body sends a certificate.
    enum Wrapping: CaseIterable { case pem, der, pkcs7, pemInText, withChain }

    @Test(
        "that fits closes the request and goes on to its holder", .enabled(if: OpenSSLTool.isPresent),
        arguments: Wrapping.allCases)
    func fitting(wrapping: Wrapping) throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        let der = try made(desk)
        let pem = PEM.encode(der: der, label: .certificate)
        let chain = desk.certificates.authority.authority.chain
        switch wrapping {
        case .pem: try approve(desk, asked, .certificate(Array(pem.utf8), name: "budi.pem"))
        case .der: try approve(desk, asked, .certificate(der))
        case .pkcs7:
            let made = try OpenSSLTool.run(
                ["crl2pkcs7", "-nocrl", "-certfile", "c.pem"], files: ["c.pem": Array(pem.utf8)])
            try approve(desk, asked, .certificate(Array(made.output.utf8), name: "budi.p7b"))
        case .pemInText: try approve(desk, asked, words: "Setuju\n\n\(pem)")
        case .withChain:
            let all = PEM.encode(ders: chain + [der], label: .certificate)
            try approve(desk, asked, .certificate(Array(all.utf8), name: "semua.pem"))
        }
        #expect(try desk.request().state == "closed.issued")
        let certificate = try #require(try desk.certificateRecords().first)
        #expect(certificate.der == der)
        #expect(certificate.status == .valid && certificate.toBeSigned.isEmpty)
        #expect(certificate.issuer.contains("PSrE Luar"))
        let mail = try desk.mail("applicant.certificate-issued", for: TestDesk.budi)
        let file = try #require(mail.attachments.first { $0.filename?.hasSuffix(".cer") ?? false })
        #expect(file.content.decoded() == der)
        #expect(!mail.attachments.contains { $0.filename?.hasSuffix(".p12") ?? false })
        #expect(mail.text.contains(certificate.serial.description))
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.certificate-issued"])
        #expect(try desk.notices(for: TestDesk.authority) == ["authority.decision-recorded"])
        #expect(desk.certificates.faults.openings == 0)
    }

    @Test("fee and note of the body's approval reach the people")
    func feeAndNote() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        try approve(
            desk, asked, .certificate(try made(desk)),
            words: "Setuju\nBiaya: Rp 75.000\nCatatan: aktifkan di portal")
        let mail = try desk.mail("applicant.certificate-issued", for: TestDesk.budi)
        #expect(mail.text.contains("Rp 75.000") && mail.text.contains("aktifkan di portal"))
    }

    @Test("an approval without one is told so, and nothing happens until it comes")
    func missing() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        let faults = try desk.mail("authority.certificate-faults", for: TestDesk.authority)
        #expect(faults.text.contains("Tidak ada berkas sertifikat"))
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        #expect(try desk.certificateRecords().isEmpty)
        try approve(desk, faults, .certificate(try made(desk)))
        #expect(try desk.request().state == "closed.issued")
    }

    @Test("one that does not fit is sent back with everything that is wrong, all at once")
    func unfit() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        let wrong = try made(
            desk, name: "Ani Lestari", address: "ani@kominfo.example", from: -86_400 * 9, days: -1)
        try approve(desk, asked, .certificate(wrong))
        let faults = try desk.mail("authority.certificate-faults", for: TestDesk.authority).text
        for expected in ["Alamat email di dalam", "Nama di dalam sertifikat", "sudah kedaluwarsa"] {
            #expect(faults.contains(expected), "\(expected)")
        }
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.certificateRecords().isEmpty)
    }

    @Test("each single misfit is enough")
    func misfits() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        let known = try desk.hold(address: "lain@kominfo.example")
        let cases: [(String, [[UInt8]])] = [
            ("Alamat email", [try made(desk, address: "budi@kementerian.example")]),
            ("Nama di dalam", [try made(desk, name: "Bambang Santoso")]),
            ("kedaluwarsa", [try made(desk, from: -86_400 * 9, days: -1)]),
            ("belum dimulai", [try made(desk, from: 86_400 * 3)]),
            ("lebih dari satu", [try made(desk), try made(desk)]),
            ("sudah tercatat", [known.der]),
            ("Tidak ada berkas", desk.certificates.authority.authority.chain),
            ("Tidak ada berkas", [Array("bukan sertifikat".utf8)]),
        ]
        for (expected, files) in cases {
            try desk.reply(
                "Setuju", to: asked, from: TestDesk.authority, attachments: files.map { .certificate($0) })
            try desk.next()
            let faults = try desk.mail("authority.certificate-faults", for: TestDesk.authority)
            #expect(faults.text.contains(expected), "\(expected)")
            #expect(try desk.request().state == "awaitingAuthority", "\(expected)")
        }
        #expect(try desk.certificateRecords().count == 1)
    }

    @Test("a certificate from anybody else has no effect")
    func foreign() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        try desk.reply(
            "Setuju", to: asked, from: TestDesk.siti, attachments: [.certificate(try made(desk))])
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.certificateRecords().isEmpty)
    }

    @Test("a return forgets the seal; the next round brings a new one")
    func returned() throws {
        let desk = try TestDesk(certificates: .mailed)
        let asked = try desk.issueToAuthority()
        try desk.decide("Kembalikan", in: asked, reason: "Foto buram", from: TestDesk.authority)
        try desk.next()
        try desk.answerIdentity(try desk.mail("applicant.identity-returned", for: TestDesk.budi))
        try desk.next()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        try desk.sealPassphrase(
            "Sagu Papua nan lezat 5", for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        let again = try desk.mail("authority.request-link", for: TestDesk.authority)
        let seals = [asked, again].compactMap { mail in
            mail.attachments.first { $0.filename?.hasSuffix(".jwe") ?? false }?.content.decoded()
        }
        #expect(seals.count == 2 && seals[0] != seals[1])
    }

    @Test("a revocation is done by the approval alone")
    func revocation() throws {
        let desk = try TestDesk(certificates: .mailed)
        let held = try desk.hold(imported: true)
        desk.ask("Pencabutan", "Alasan: Pensiun")
        try desk.run()
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(!asked.text.contains("Lampirkan sertifikatnya"))
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.revoked")
        let certificate = try desk.certificate(held.serial)
        #expect(certificate.status == .revoked && certificate.revocation == .cessationOfOperation)
        #expect(certificate.revokedAt == desk.clock.now())
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.certificate-revoked"])
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.certificate-revoked"])
        #expect(try desk.spool.exported("sertipos.crl") == nil)
    }

    @Test("renewal and update record the successor that the body sent")
    func successor() throws {
        let desk = try TestDesk(certificates: .mailed)
        let held = try desk.hold(days: 60, imported: true)
        desk.ask("Perubahan", "Jabatan baru: Kepala Seksi")
        try desk.run()
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.text.contains("Lampirkan sertifikatnya"))
        try approve(desk, asked, .certificate(try made(desk)))
        #expect(try desk.request().state == "closed.updated")
        let certificate = try desk.certificate(held.serial)
        let successor = try #require(certificate.replacedBy)
        #expect(try desk.certificate(successor).address == EmailAddress(TestDesk.budi))
    }
}
