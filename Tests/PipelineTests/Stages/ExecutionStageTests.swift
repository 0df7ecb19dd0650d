import Domain
import Foundation
import PKI
import Pipeline
import Testing

@Suite("Making certificates")
struct ExecutionStageTests {
    /// The octets of the attachment whose name ends so.
    private func file(_ suffix: String, in mail: ReceivedMessage) throws -> [UInt8] {
        let found = mail.attachments.first { $0.filename?.hasSuffix(suffix) ?? false }
        return try #require(found, "no file \(suffix)").content.decoded()
    }

    @Test("an approval becomes a certificate, handed over with the protected key, told to both")
    func issued() throws {
        let desk = try TestDesk()
        let mail = try desk.issue()
        #expect(try desk.request().state == "closed.issued")
        let names = mail.attachments.compactMap(\.filename)
        #expect(names.contains { $0.hasSuffix(".p12") })
        #expect(names.contains { $0.hasSuffix(".ics") })
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.certificate-issued"])
        #expect(try desk.notices(for: TestDesk.authority) == ["authority.decision-recorded"])
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
    }

    @Test("the certificate says who, whose, and for how long")
    func content() throws {
        let desk = try TestDesk()
        let mail = try desk.issue()
        let certificate = try #require(try desk.certificateRecords().first)
        #expect(certificate.status == .valid)
        #expect(certificate.request == (try desk.request().number))
        #expect(certificate.nik == TestDesk.nik)
        let facts = try #require(OpenSSLCertificateReader().certificates(in: certificate.der).first)
        #expect(facts.addresses == [TestDesk.budi])
        #expect(facts.commonName == "Budi Santoso")
        #expect(facts.subject.contains("Dinas Kominfo"))
        #expect(facts.subject.contains("Bidang Aptika"))
        #expect(facts.subject.contains("Analis"))
        #expect(!facts.subject.contains(TestDesk.nik))
        #expect(facts.serial == certificate.serial)
        #expect(facts.notBefore == desk.clock.now())
        #expect(facts.notAfter - facts.notBefore == desk.desk.settings.service.certificateLifetime)
        #expect(facts.maySign && !facts.isAuthority)
        #expect(mail.text.contains(certificate.serial.description))
        #expect(try file("\(certificate.serial.tail).cer", in: mail) == certificate.der)
    }

    @Test("the applicant's last word on a field stands in the certificate")
    func lastWord() throws {
        let desk = try TestDesk()
        desk.submit { $0.replacing("Jabatan: Analis", with: "Jabatan: Arsiparis") }
        try desk.run()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        try desk.sealPassphrase(for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        try desk.approve()
        let certificate = try #require(try desk.certificateRecords().first)
        let facts = try #require(OpenSSLCertificateReader().certificates(in: certificate.der).first)
        #expect(facts.subject.contains("Analis"))
        #expect(!facts.subject.contains("Arsiparis"))
    }

    @Test(
        "the protected key opens with the typed passphrase only, and the chain verifies",
        .enabled(if: OpenSSLTool.isPresent))
    func bundle() throws {
        let desk = try TestDesk(certificates: .embedded)
        let mail = try desk.issue(passphrase: "Gunung tinggi, laut dalam 9")
        let files = [
            "key.p12": try file(".p12", in: mail),
            "leaf.pem": Array(
                PEM.encode(der: try #require(desk.certificateRecords().first).der, label: .certificate).utf8),
            "issuing.pem": Array(
                PEM.encode(der: try file("rantai-1.cer", in: mail), label: .certificate).utf8),
            "root.pem": Array(PEM.encode(der: try file("rantai-2.cer", in: mail), label: .certificate).utf8),
        ]
        let opened = try OpenSSLTool.run(
            ["pkcs12", "-in", "key.p12", "-info", "-nodes", "-passin", "pass:Gunung tinggi, laut dalam 9"],
            files: files)
        #expect(opened.status == 0, "\(opened.output)")
        #expect(opened.output.contains("BEGIN PRIVATE KEY"))
        #expect(opened.output.components(separatedBy: "BEGIN CERTIFICATE").count == 4)
        #expect(opened.output.contains("Iteration 600000"))
        #expect(opened.output.contains("AES-256-CBC"))
        for wrong in ["Gunung tinggi, laut dalam 8", "", TestDesk.passphrase] {
            let refused = try OpenSSLTool.run(
                ["pkcs12", "-in", "key.p12", "-nodes", "-passin", "pass:\(wrong)"], files: files)
            #expect(refused.status != 0, "\(wrong)")
            #expect(!refused.output.contains("BEGIN"))
        }
        let moment = String(desk.clock.now().seconds)
        let verified = try OpenSSLTool.run(
            [
                "verify", "-attime", moment, "-x509_strict", "-purpose", "smimesign", "-CAfile", "root.pem",
                "-untrusted", "issuing.pem", "leaf.pem",
            ], files: files)
        #expect(verified.output.contains("leaf.pem: OK"), "\(verified.output)")
    }
}
