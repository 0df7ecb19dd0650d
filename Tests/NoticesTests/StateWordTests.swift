import Domain
import Testing

@testable import Notices

/// No mail may claim what has not happened. Each family of notices knows one outcome; words of the others are
/// forbidden in it, in subject, text and HTML, whatever the values.
@Suite struct StateWordTests {
    /// What a mail can claim has happened, and the whole words that claim it.
    enum Claim: String, CaseIterable {
        case issued, renewed, updated, revoked, inForce, approved, returned, rejected, cancelled, expired
        case withdrawn, ended

        var words: [String] {
            switch self {
            case .issued:
                [
                    "terbit", "diterbitkan", "menerbitkan", "issued", "was made", "has been made",
                    "sudah dibuat",
                ]
            case .renewed:
                ["telah diperpanjang", "sudah diperpanjang", "telah memperpanjang", "renewed", "extended"]
            case .updated:
                ["telah diperbarui", "sudah diperbarui", "telah memperbarui", "telah diubah", "updated"]
            case .revoked: ["dicabut", "revoked"]
            case .inForce:
                [
                    "masih berlaku", "tetap berlaku", "aktif", "berlaku sampai", "dapat digunakan kembali",
                    "still valid", "active", "is valid", "valid until", "in force",
                ]
            case .approved: ["disetujui", "menyetujui", "approved", "persetujuan anda atas permohonan"]
            case .returned: ["dikembalikan", "mengembalikan", "mengembalikannya", "returned"]
            case .rejected: ["ditolak", "menolak", "rejected", "refused"]
            case .cancelled: ["telah dibatalkan", "sudah dibatalkan", "was cancelled", "has been cancelled"]
            case .expired:
                [
                    "kedaluwarsa", "kami tutup karena jawaban", "lewat waktu", "expired", "ran out",
                    "reach us in time",
                ]
            case .withdrawn: ["ditarik", "menarik", "penarikan", "withdrawn", "withdrawal"]
            case .ended: ["sudah berakhir", "telah berakhir", "has ended", "ended"]
            }
        }
    }

    /// Notices that know the same outcome.
    struct Family: Sendable {
        let names: Set<NoticeName>
        /// What these may claim; everything else is forbidden.
        let claims: Set<Claim>
        /// Phrases that say the opposite of a claim, or leave it open; taken out before the search.
        var harmless: [String] = []
    }

    static let families: [Family] = [
        Family(
            names: [.applicantCertificateIssued, .verifierCertificateIssued],
            claims: [.issued, .approved, .inForce]),
        Family(
            names: [.applicantCertificateRenewed, .verifierCertificateRenewed],
            claims: [.renewed, .approved, .inForce]),
        Family(
            names: [.applicantCertificateUpdated, .verifierCertificateUpdated],
            claims: [.updated, .approved, .inForce]),
        Family(names: [.applicantCertificateRevoked, .verifierCertificateRevoked], claims: [.revoked]),
        Family(
            names: [.applicantRevocationReceived], claims: [], harmless: ["belum dicabut", "not yet revoked"]),
        Family(names: [.applicantRequestRejected, .verifierRequestRejected], claims: [.rejected]),
        Family(names: [.applicantRequestCancelled, .verifierRequestCancelled], claims: [.cancelled]),
        Family(names: [.applicantRequestExpired, .verifierRequestExpired], claims: [.expired]),
        Family(names: [.applicantConsentWithdrawn, .verifierConsentWithdrawn], claims: [.withdrawn]),
        Family(names: [.applicantCertificateExpiring, .verifierExpiringDigest], claims: [.inForce]),
        Family(names: [.applicantCertificateExpired], claims: [.ended]),
        // The data are approved, the request is not.
        Family(
            names: [.applicantPassphraseLink, .applicantPassphraseReminder],
            claims: [.approved]),
        Family(
            names: [
                .applicantIdentityReturned, .applicantAmendmentAsked, .verifierAmendmentAsked,
                .verifierAuthorityReturned,
            ], claims: [.returned]),
        // They repeat what somebody decided; the sample says: returned.
        Family(
            names: [.verifierVerificationRecorded, .authorityDecisionRecorded],
            claims: [.returned, .approved]),
        Family(
            names: [.authorityCertificateFaults, .administratorExecutionFailed], claims: [.approved]),
        // It counts what happened to others.
        Family(names: [.administratorReport], claims: [.issued, .rejected, .ended]),
        Family(names: [.authorityRequestClosed], claims: [.ended], harmless: ["dibatalkan", "cancelled"]),
        // What an approval would do, and what samples say about checks already made.
        Family(
            names: [.authorityRequestLink], claims: [],
            harmless: [
                "benar sertifikat dicabut", "right the service period of the certificate is extended",
                "verifikator siti rahmawati menyetujui", "verifier siti rahmawati approved",
                "tidak ada sertifikat lain yang masih berlaku", "no other certificate is in force",
            ]),
        // Links are valid too.
        Family(
            names: [
                .applicantLinkRenewed, .verifierLinkRenewed, .authorityLinkRenewed, .verifierRequestOpened,
            ],
            claims: [],
            harmless: [
                "tautan ini berlaku sampai", "identitasnya berlaku sampai", "it is valid until",
                "they are valid until", "identity data valid until",
            ]),
        // What a mail server says.
        Family(
            names: [.verifierApplicantUnreachable], claims: [], harmless: ["recipient address rejected"]),
        Family(names: [.administratorProblem], claims: [], harmless: ["menolak kata sandi"]),
        Family(
            names: [.administratorClockJumped], claims: [],
            harmless: ["tidak ada permohonan yang ditutup karena lewat waktu"]),
    ]

    private static func family(of name: NoticeName) -> Family {
        families.first { $0.names.contains(name) } ?? Family(names: [name], claims: [])
    }

    @Test func `no notice is in two families`() {
        let names = Self.families.flatMap { Array($0.names) }
        #expect(names.count == Set(names).count)
    }

    @Test(arguments: NoticeName.allCases, Domain.Locale.allCases)
    func `no notice claims what has not happened`(name: NoticeName, locale: Domain.Locale) throws {
        let family = Self.family(of: name)
        let forbidden = Claim.allCases.filter { !family.claims.contains($0) }
        for notice in try Variants.notices(name, locale) {
            for text in [notice.subject, notice.text, HTMLOutline(notice.html).text] {
                var text = Wording.flat(text)
                for phrase in family.harmless { text = text.replacing(" \(phrase) ", with: " · ") }
                for claim in forbidden {
                    for word in claim.words where Wording.contains(text, " \(word) ") {
                        #expect(Bool(false), "\(claim): '\(word)' in \(text)")
                    }
                }
            }
        }
    }

    @Test(arguments: Domain.Locale.allCases)
    func `a receipt for a revocation says that nothing is revoked yet`(locale: Domain.Locale) throws {
        let words = locale == .indonesian ? " belum dicabut " : " not yet revoked "
        for notice in try Variants.notices(.applicantRevocationReceived, locale) {
            #expect(Wording.flat(notice.text).contains(words))
            #expect(Wording.flat(HTMLOutline(notice.html).text).contains(words))
        }
    }
}
