// SUMMARY
//   The configuration room knows the files that administrators edit (cron/desk.yaml, cron/verifiers.csv,
//   cron/holidays.yaml), where a desk's files lie, and how a new desk is laid out. It turns text into closed,
//   typed values and names every mistake with file:line, all of them at once, and what to write instead.
// TRUST
//   Believed: whoever may write the desk's folder. Not believed: that they never mistype. Nothing is guessed: an
//   unknown key, a wrong type or a doubtful value stops the desk before it touches mail. Secrets are never values
//   here but files; this room checks who may read them and whether they are empty, and keeps no octet of them.

internal import Domain

/// What `cron/desk.yaml` says: one desk with everything it needs to know.
struct Configuration: Sendable {
    /// The desk's name, address and habits.
    let desk: Desk
    /// The people who decide, answer and administer.
    let people: People
    /// Where mail comes from.
    let mailbox: Mailbox
    /// Where mail goes.
    let submission: Submission
    /// What senders have to show.
    let proof: Proof
    /// Who makes the certificates.
    let authority: Authority
    /// What the service promises.
    let service: Service
    /// When the administrator gets reports.
    let reports: Reports
    /// How long one-time links live.
    let links: Links
    /// How long a request waits in a step.
    let steps: Steps
    /// How much the desk may send.
    let budget: Budget
    /// How much the desk takes in.
    let limits: Limits
    /// Who looks for malware.
    let scan: Scan
    /// How long things are kept.
    let retention: Retention
    /// How people learn of trouble.
    let alerts: Alerts
    /// What works, but hardly as meant.
    let warnings: [DocumentError]

    /// Every file that the configuration names.
    var files: [FileReference] {
        let key: FileReference? =
            switch authority.kind {
            case .mailed(let recipientKey): recipientKey
            case .embedded(let embedded): embedded.passphraseFile
            }
        return [
            mailbox.login.file, mailbox.certificateAuthorities, submission.login.file,
            submission.certificateAuthorities, key, proof.anchors, proof.revocationLists,
        ].compactMap(\.self)
    }
}
