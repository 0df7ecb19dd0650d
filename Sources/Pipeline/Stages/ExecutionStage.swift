public import Domain
import Notices
import Workflows

/// Carries out what the Registration Authority approved, with the desk's own authority: makes certificates,
/// ends them, and keeps the revocation list fresh.
///
/// A certificate is decided on, written down, signed, compared and only then handed over, in this order. A run
/// that dies in between leaves a serial number that was never handed to anybody; the next run gives it up and
/// makes another with another key.
public struct ExecutionStage {
    /// What was carried out.
    public struct Report: Sendable, Hashable, Codable {
        /// Certificates made.
        public var made = 0
        /// Certificates ended.
        public var revoked = 0
        /// Passphrases that have to be set again.
        public var lost = 0
        /// Requests that could not be carried out this time.
        public var postponed = 0

        /// Nothing done yet.
        public init() {}
    }

    private let desk: Desk
    private let ledger: any RequestLedger
    private let spool: any MessageSpool
    private let exports: any ExportFolder

    /// A stage over these ports.
    public init(
        desk: Desk, ledger: any RequestLedger, spool: any MessageSpool, exports: any ExportFolder
    ) {
        self.desk = desk
        self.ledger = ledger
        self.spool = spool
        self.exports = exports
    }

    /// Whether there is anything to carry out, or the list is due.
    public static func isDue(
        _ ledger: any RequestLedger, settings: DeskSettings, isEmbedded: Bool, now: Timestamp
    ) throws -> Bool {
        guard isEmbedded else { return false }
        return try ledger.read { view in
            try !view.requests(waiting).isEmpty || RevocationListing.isDue(view, settings: settings, now: now)
        }
    }

    private static var waiting: RequestFilter {
        var filter = RequestFilter()
        filter.states = ["awaitingExecution"]
        return filter
    }

    /// Carries out everything that waits, keys that are compromised first. A request that fails is left for
    /// the next run; the first failure is thrown when all are through.
    public func run() throws -> Report {
        var report = Report()
        guard case .embedded(let open) = desk.certification.maker else { return report }
        try abandonUnfinished()
        let waiting = try ledger.read { try $0.requests(Self.waiting) }
            .map { (record: $0, state: try $0.readState()) }
            .sorted {
                ($0.state.submission.isUrgent ? 0 : 1, $0.record.changedAt)
                    < ($1.state.submission.isUrgent ? 0 : 1, $1.record.changedAt)
            }
        let now = desk.clock.now()
        let isListDue = try ledger.read {
            try RevocationListing.isDue($0, settings: desk.settings, now: now)
        }
        guard !waiting.isEmpty || isListDue else { return report }
        let authority: any CertificateAuthority
        do { authority = try open() } catch {
            // It concerns all that wait; one mail says so.
            if let first = waiting.first { try tell(error, first.record) }
            throw error
        }
        var failure: (any Error)?
        for (record, state) in waiting {
            do {
                try carryOut(record, state, authority, &report)
            } catch {
                report.postponed += 1
                failure = failure ?? error
                try tell(error, record)
                if (error as? any ClassifiedError)?.failureClass == .transient { break }
            }
        }
        if try ledger.read({ try RevocationListing.isDue($0, settings: desk.settings, now: now) }) {
            try RevocationListing(desk: desk, ledger: ledger, exports: exports).publish(authority)
        }
        if let failure { throw failure }
        return report
    }

    private func carryOut(
        _ record: RequestRecord, _ state: RequestState, _ authority: any CertificateAuthority,
        _ report: inout Report
    ) throws {
        let execution = CertificateExecution(
            desk: desk, ledger: ledger, spool: spool, authority: authority, record: record, state: state)
        if state.submission.mechanism == .revocation {
            let listing = RevocationListing(desk: desk, ledger: ledger, exports: exports)
            try execution.revoke { serial, reason, moment in
                try listing.publish(
                    authority, adding: RevokedCertificate(serial: serial, revokedAt: moment, reason: reason))
            }
            report.revoked += 1
        } else if try execution.make() {
            report.made += 1
        } else {
            report.lost += 1
        }
    }

    /// Serial numbers that a killed run wrote down and never used.
    private func abandonUnfinished() throws {
        var filter = CertificateFilter()
        filter.status = .prepared
        let unfinished = try ledger.read { try $0.certificates(filter) }
        guard !unfinished.isEmpty else { return }
        try ledger.write { transaction in
            for var certificate in unfinished {
                certificate.status = .abandoned
                try transaction.update(certificate)
            }
        }
    }

    /// The administrator hears once of each request that cannot be carried out.
    private func tell(_ error: any Error, _ record: RequestRecord) throws {
        guard (error as? any ClassifiedError)?.failureClass != .transient else { return }
        let now = desk.clock.now()
        try ledger.write { transaction in
            guard try transaction.reach("execution-failed", of: record.number.description, at: now) else {
                return
            }
            let draft = try AdministratorAlert(desk: desk, now: now).executionFailed(record, "\(error)")
            try Outgoing(desk: desk, now: now).queue([draft], transaction)
        }
    }
}
