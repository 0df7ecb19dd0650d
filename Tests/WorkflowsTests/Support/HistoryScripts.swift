import Domain
import Workflows

/// The stories that were recorded. A new one is added here and recorded with `SERTIPOS_RECORD_HISTORIES=1`;
/// one that is recorded stays as it is, so that requests in use go on as they did.
enum HistoryScripts {
    static let all: [String: [RequestEvent]] = [
        "issuance": issuance,
        "issuance-passphrase-lost": [
            .submitted(Sample.issuance), .identityComplete, .verifierApproves, .passphraseSealed,
            .authorityApproves, .passphraseLost, .reminderDue(.passphrase), .passphraseSealed,
            .authorityApproves, .certificateMade,
        ],
        "issuance-rejected-by-verifier": [
            .submitted(Sample.issuance), .identityComplete, .unclear(.verification), .verifierRejects,
            .verifierApproves, .identityComplete,
        ],
        "issuance-withdrawn": [
            .submitted(Sample.issuance), .identityComplete, .verifierApproves, .passphraseSealed,
            .consentWithdrawn, .authorityApproves,
        ],
        "renewal": [
            .submitted(Sample.renewal), .linkRequested(.identity), .identityComplete, .serviceTimeUsed(80),
            .verifierApproves, .passphraseUnreadable, .passphraseSealed, .passphraseSealed,
            .authorityApproves, .cancelled(.applicant), .certificateMade,
        ],
        "renewal-rejected-by-authority": [
            .submitted(Sample.renewal), .identityComplete, .verifierApproves, .passphraseSealed,
            .serviceTimeUsed(100), .authorityRejects, .authorityApproves,
        ],
        "update": [
            .submitted(Sample.update), .authorityReturns, .amendmentFaulty,
            .amends(Sample.amended(Sample.update)), .authorityApproves, .certificateMade,
        ],
        "update-two-mailboxes": [
            .submitted(Sample.update(confirmedBy: .both)), .reminderDue(.newConfirmation), .confirms(.new),
            .confirms(.new), .confirms(.current, at: Sample.later), .authorityReturns,
            .amends(Sample.amended(Sample.update(confirmedBy: .both))), .confirms(.current), .confirms(.new),
            .authorityApproves, .certificateMade,
        ],
        "update-denied-by-owner": [
            .submitted(Sample.update(confirmedBy: .both)), .confirms(.new), .denies(.current),
            .confirms(.current),
        ],
        "update-unanswered": [
            .submitted(Sample.update(confirmedBy: .new)), .undeliverable(.applicant),
            .deadlinePassed(.confirmation), .deadlinePassed(.newConfirmation), .confirms(.new),
        ],
        "revocation": [
            .submitted(Sample.urgentRevocation), .certificateUnfit, .authorityApproves,
            .cancelled(.applicant), .certificateMade, .certificateRevoked, .certificateRevoked,
        ],
        "revocation-by-subscriber": [
            .submitted(Sample.ownRevocation), .authorityReturns, .unclear(.amendment), .amendmentFaulty,
            .amends(Sample.amended(Sample.ownRevocation)), .authorityApproves, .certificateRevoked,
        ],
        "revocation-cancelled": [
            .submitted(Sample.revocation), .authorityReturns, .cancelled(.verifier),
            .amends(Sample.amended(Sample.revocation)),
        ],
        "revocation-not-entitled": [
            .submitted(Sample.revocation), .cancelled(.applicant), .consentWithdrawn,
            .cancelled(.registrationAuthority), .cancelled(.officer), .authorityReturns,
            .cancelled(.applicant), .consentWithdrawn, .cancelled(.administrator),
        ],
        "revocation-of-another": [
            .submitted(Sample.ownRevocation), .cancelled(.verifier), .authorityApproves, .otherRevoked,
            .certificateRevoked,
        ],
        "update-never-executed": [
            .submitted(Sample.update), .authorityApproves, .serviceTimeUsed(100), .cancelled(.verifier),
            .cancelled(.applicant), .cancelled(.administrator), .certificateMade,
        ],
    ]

    /// Every return there is.
    private static let issuance: [RequestEvent] = [
        .submitted(Sample.issuance), .identityFaulty, .reminderDue(.identity), .identityComplete,
        .verifierReturns, .identityFaulty, .identityComplete, .verifierApproves, .verifierApproves,
        .passphraseSealed, .authorityReturns, .identityComplete, .verifierApproves, .passphraseSealed,
        .certificateUnfit, .authorityApproves, .certificateMade, .linkRequested(.authority),
    ]
}
