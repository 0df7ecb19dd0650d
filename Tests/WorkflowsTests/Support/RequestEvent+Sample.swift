import Domain
import Workflows

/// Each thing that can happen, once.
extension RequestEvent {
    static let identityComplete = RequestEvent.identity(.complete(Sample.identityForm), at: Sample.at)
    static let identityFaulty = RequestEvent.identity(
        .faulty(draft: FormData(values: ["phone": "+62812"])), at: Sample.at)

    static let verifierApproves = RequestEvent.verification(.approved, at: Sample.at)
    static let verifierReturns = RequestEvent.verification(.returned(reason: "KTP buram"), at: Sample.at)
    static let verifierRejects = RequestEvent.verification(.rejected(reason: "Bukan pegawai"), at: Sample.at)

    static let passphraseSealed = RequestEvent.passphrase(.sealed(Sample.sealed), at: Sample.at)
    static let passphraseUnreadable = RequestEvent.passphrase(.unreadable, at: Sample.at)

    static func confirms(_ mailbox: OwnerMailbox, at: Timestamp = Sample.at) -> RequestEvent {
        .confirmation(mailbox, .confirmed, at: at)
    }
    static func denies(_ mailbox: OwnerMailbox) -> RequestEvent {
        .confirmation(mailbox, .denied(reason: "Bukan saya"), at: Sample.at)
    }

    static let authorityApproves = RequestEvent.authority(.approved(Sample.ruling), at: Sample.at)
    static let authorityReturns = RequestEvent.authority(.returned(reason: "Jabatan salah"), at: Sample.at)
    static let authorityRejects = RequestEvent.authority(.rejected(reason: "Tidak berhak"), at: Sample.at)
    static let certificateUnfit = RequestEvent.authority(.certificateUnfit, at: Sample.at)

    static func amends(_ submission: Submission) -> RequestEvent {
        .amendment(.complete(submission), at: Sample.later)
    }
    static let amendmentFaulty = RequestEvent.amendment(.faulty, at: Sample.at)

    static let certificateMade = RequestEvent.execution(.made(Sample.summary), at: Sample.later)
    static let certificateRevoked = RequestEvent.execution(.revoked(Sample.revoked), at: Sample.later)
    static let otherRevoked = RequestEvent.execution(.revoked(Sample.otherRevoked), at: Sample.later)
    static let passphraseLost = RequestEvent.execution(.passphraseLost, at: Sample.later)

    static func unclear(_ step: Step) -> RequestEvent { .unclear(step, line: "mungkin", at: Sample.at) }
    static func cancelled(_ role: Role) -> RequestEvent {
        .cancelled(by: role, reason: "Keliru", at: Sample.at)
    }
    static let consentWithdrawn = RequestEvent.consentWithdrawn(at: Sample.at)
    static let addressCorrected = RequestEvent.addressCorrected("budi.baru@contoh.example", at: Sample.at)
    static func linkRequested(_ step: Step) -> RequestEvent { .linkRequested(step, at: Sample.at) }
    static func reminderDue(_ step: Step) -> RequestEvent { .reminderDue(step, at: Sample.at) }
    static func deadlinePassed(_ step: Step) -> RequestEvent { .deadlinePassed(step, at: Sample.at) }
    static func serviceTimeUsed(_ percent: Int) -> RequestEvent {
        .serviceTimeUsed(percent: percent, at: Sample.at)
    }
    static func undeliverable(_ role: Role) -> RequestEvent {
        .undeliverable(role, diagnostic: "550 5.1.1", at: Sample.at)
    }

    /// People's answers in their steps, and what came of the desk's own.
    static func answers(amending submission: Submission) -> [RequestEvent] {
        [
            .identityComplete, .identityFaulty, .verifierApproves, .verifierReturns, .verifierRejects,
            .passphraseSealed, .passphraseUnreadable, .confirms(.current), .denies(.current), .confirms(.new),
            .denies(.new), .authorityApproves, .authorityReturns, .authorityRejects, .certificateUnfit,
            .amends(Sample.amended(submission)), .amendmentFaulty, .certificateMade, .certificateRevoked,
            .otherRevoked, .passphraseLost,
        ]
    }

    /// What can happen besides: with every role, every step, and percentages around the limits.
    static func occurrences(_ submission: Submission) -> [[RequestEvent]] {
        [
            [.submitted(submission)], Step.allCases.map { .unclear($0) },
            Role.allCases.map { .cancelled($0) }, [.consentWithdrawn],
            Step.allCases.map { .linkRequested($0) }, Step.allCases.map { .reminderDue($0) },
            Step.allCases.map { .deadlinePassed($0) },
            [0, 50, 80, 99, 100, 150].map { .serviceTimeUsed($0) },
            Role.allCases.map { .undeliverable($0) }, [.addressCorrected],
        ]
    }
}
