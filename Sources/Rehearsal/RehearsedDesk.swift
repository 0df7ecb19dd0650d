// SUMMARY  Scripted people who use the desk as everybody does: mail in, mail out. Serves `sertipos rehearse`
//          and the end-to-end tests: stories with expectations, a timeline, a transcript of every mail.
// TRUST    Believes the templates (to know a notice by its subject, a button by its label) and nothing else of
//          the desk's inside: no ledger, no spool. What a mail holds goes into the transcript escaped and sandboxed.

public import Domain
public import Pipeline

/// What one run of the desk did.
public struct DeskActivity: Sendable, Hashable {
    /// Mails taken in.
    public let taken: Int
    /// Mails sent.
    public let sent: Int

    /// An activity.
    public init(taken: Int, sent: Int) {
        self.taken = taken
        self.sent = sent
    }
}

/// The desk on stage: its public face, and the one thing people cannot do, letting time pass and cron run.
public struct RehearsedDesk {
    /// The desk's address.
    public let address: EmailAddress
    /// The desk's name, as in From.
    public let name: String
    /// The zone its dates are written in.
    public let zone: ServiceZone
    /// Further mailboxes that it might write to, of people who are not in the cast.
    public let bystanders: [EmailAddress]
    /// Texts of its notices by path below `mail-templates`, such as `id/sender.form.md`.
    public let noticeFiles: [String: String]
    /// Its short words.
    public let wording: Wording
    /// The revocation list that it publishes, DER; empty as long as there is none.
    public let revocationList: () throws -> [UInt8]
    /// What cron does at that moment: fetch, decide, carry out, remind, send.
    public let run: (Timestamp) throws -> DeskActivity

    /// A desk.
    public init(
        address: EmailAddress, name: String, zone: ServiceZone, bystanders: [EmailAddress],
        noticeFiles: [String: String], wording: Wording,
        revocationList: @escaping () throws -> [UInt8] = { [] },
        run: @escaping (Timestamp) throws -> DeskActivity
    ) {
        self.address = address
        self.name = name
        self.zone = zone
        self.bystanders = bystanders
        self.noticeFiles = noticeFiles
        self.wording = wording
        self.revocationList = revocationList
        self.run = run
    }
}
