internal import Domain
internal import Pipeline
internal import Spool

extension StatusReport {
    /// How many of the latest runs are shown.
    private static let runs = 5
    /// From how many seconds before its end a certificate counts as ending.
    private static let expiryWindow: Int64 = 30 * 86_400

    /// The status of a desk now.
    init(_ live: LiveDesk, machine: MachineProbes = .live) throws {
        let now = live.clock.now()
        let holder = try RunLock(path: live.folder.runLock).holder()
        var more = Surroundings()
        let figures = try live.ledger().read { view in
            let outlook = try ServiceOutlook(view, settings: live.settings, now: now)
            (more.atRisk, more.broken) = (outlook.atRisk, outlook.broken)
            more.trustSuspendedSince = try TrustSuspension.since(view)?.description
            if let flight = try CanaryLog.last(view) {
                (more.canarySeconds, more.canaryFinding) = (now - flight.at, flight.finding)
            }
            var ending = CertificateFilter()
            ending.status = .valid
            ending.isUnreplaced = true
            (ending.expiringFrom, ending.expiringBefore) = (now, now + Self.expiryWindow)
            ending.limit = 100_000
            more.certificatesExpiring = try view.certificates(ending).count
            return try view.figures(at: now, runs: Self.runs)
        }
        if holder != nil, let run = figures.runs.first(where: { $0.endedAt == nil }) {
            more.lockSeconds = now - run.startedAt
        }
        more.heartbeatSeconds = Heartbeat(live).age(at: now)
        more.freeOctets = machine.space(live.folder.spool)?.freeOctets
        for login in [live.configuration.mailbox.login, live.configuration.submission.login] {
            guard let path = TokenCheck.file(login, live.folder) else { continue }
            // A token file that is not there is the doctor's business.
            more.tokenDays[path] = try? TokenCheck.daysLeft(path, at: now)
        }
        self.init(figures, more, holder: holder, warnings: live.configuration.warnings, at: now)
    }
}
