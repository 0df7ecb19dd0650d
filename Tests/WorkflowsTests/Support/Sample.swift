import Domain
import Workflows

/// What the tests of this room open requests with and answer with.
enum Sample {
    static let at = Timestamp(seconds: 1_795_399_200)
    static let later = at + 3600

    static let identityForm = FormData(values: ["nik": "3201010101900001", "phone": "+62811"])
    static let identity = Identity(form: identityForm, receivedAt: at)
    static let approval = Approval(by: .verifier, at: at)
    static let correction = Correction(returnedBy: .verifier, reason: "KTP buram", at: at)
    static let authorityCorrection = Correction(
        returnedBy: .registrationAuthority, reason: "Jabatan salah", at: at)
    static let sealed = SealedPassphrase(
        message: digest(0xAB), digest: digest(0xCD), nonce: "bm9uY2U", receivedAt: at)
    static let ruling = Ruling(fee: "Rp 0", note: "Berlaku dua tahun", at: at)
    static let serial = required(CertificateSerial(hex: "01A2B3C4D5E6F708"))
    static let summary = CertificateSummary(
        serial: serial, notBefore: at, notAfter: at + 63_072_000, at: later)
    static let revoked = Revocation(serial: serial, reason: .affiliationChanged, at: later)
    /// Of a certificate that none of the samples is about.
    static let otherRevoked = Revocation(
        serial: required(CertificateSerial(hex: "01A2B3C4D5E6F709")), reason: .affiliationChanged, at: later)

    static let person = Dossier.person(identity, approval, sealed)

    static let issuance = submission(.issuance)
    static let renewal = submission(.renewal)
    static let update = submission(.update)
    static let revocation = submission(.revocation, reason: .affiliationChanged)
    static let urgentRevocation = submission(.revocation, reason: .keyCompromise)
    static let ownRevocation = submission(.revocation, openedBy: .applicant, reason: .keyCompromise)

    static func update(confirmedBy confirmation: PendingConfirmation) -> Submission {
        submission(.update, confirmation: confirmation)
    }

    /// Every kind of submission the pipeline can make.
    static let submissions = [
        issuance, renewal, update, update(confirmedBy: .both), update(confirmedBy: .current),
        update(confirmedBy: .new), revocation, urgentRevocation, ownRevocation,
    ]

    static func submission(
        _ mechanism: Mechanism, openedBy: Role = .verifier, reason: RevocationCode? = nil,
        confirmation: PendingConfirmation? = nil, values: [String: String] = ["name": "Budi Santoso"],
        openedAt: Timestamp = at
    ) -> Submission {
        Submission(
            mechanism: mechanism, openedBy: openedBy, verifier: address("siti@kominfo.example"),
            verifierName: "Siti", agency: "Dinas Kominfo", applicant: address("budi@kominfo.example"),
            applicantName: "Budi", certificate: mechanism == .issuance ? nil : serial, revocation: reason,
            confirmation: confirmation, form: FormData(values: values), openedAt: openedAt)
    }

    /// The same submission as its opener mended it.
    static func amended(
        _ submission: Submission, confirmation: PendingConfirmation? = nil
    ) -> Submission {
        Sample.submission(
            submission.mechanism, openedBy: submission.openedBy, reason: submission.revocation,
            confirmation: confirmation ?? submission.confirmation, values: ["name": "Budi S."],
            openedAt: submission.openedAt)
    }

    static func digest(_ octet: UInt8) -> Digest {
        required(Digest(bytes: Array(repeating: octet, count: 32)))
    }

    static func address(_ text: String) -> EmailAddress { required(EmailAddress(text)) }

    static func required<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a sample is not valid") }
        return value
    }
}
