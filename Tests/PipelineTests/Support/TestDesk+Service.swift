import Domain
import Testing

/// What people do beyond the first steps.
extension TestDesk {
    /// A passphrase that keeps the rules.
    static let passphrase = "Kuda-benar-baterai-7"

    /// Issuance up to the mail that asks the verifier.
    func issueToVerification() throws -> ReceivedMessage {
        submit()
        try run()
        try answerIdentity(try mail("applicant.identity-link", for: Self.budi))
        try next()
        return try mail("verifier.verification-link", for: Self.siti)
    }

    /// Issuance up to the mail that asks for a passphrase.
    func issueToPassphrase() throws -> ReceivedMessage {
        try decide("Setuju", in: try issueToVerification())
        try next()
        return try mail("applicant.passphrase-link", for: Self.budi)
    }

    /// The applicant answers with a sealed passphrase, as the page's link does.
    func sealPassphrase(_ passphrase: String = TestDesk.passphrase, for mail: ReceivedMessage) throws {
        try sendSeal(try certificates.seal(passphrase, for: mail), for: mail)
    }

    /// The applicant sends `seal` as the page in `mail` would; `wrapping` is what mail programs do to it.
    func sendSeal(
        _ seal: String, for mail: ReceivedMessage, from sender: String = TestDesk.budi,
        wrapping: (String) -> String = { $0 }
    ) throws {
        let html = try TestCertificates.page(in: mail)
        let code = try #require(TestCertificates.setting("code", in: html))
        let address = try #require(TestCertificates.setting("replyAddress", in: html))
        receive(
            from: sender, to: address, subject: mail.subject,
            body: wrapping("Kirim tanpa mengubah.\n\nKode: \(code)\n\nSegel:\n\(seal)\n"))
    }

    /// Issuance up to the mail that asks the Registration Authority.
    func issueToAuthority(passphrase: String = TestDesk.passphrase) throws -> ReceivedMessage {
        try sealPassphrase(passphrase, for: try issueToPassphrase())
        try next()
        return try mail("authority.request-link", for: Self.authority)
    }

    /// A whole issuance. Returns the mail that brings the certificate.
    func issue(passphrase: String = TestDesk.passphrase) throws -> ReceivedMessage {
        try decide("Setuju", in: try issueToAuthority(passphrase: passphrase), from: Self.authority)
        try next()
        return try mail("applicant.certificate-issued", for: Self.budi)
    }
}
