public import Domain

/// Makes sure that people hear of an edit that is not in use: the administrator by one mail for each broken
/// version, cron once a day.
public struct TemplateAlarm {
    private let desk: Desk
    private let ledger: any RequestLedger

    /// An alarm in the words of `desk`, which are those of the last accepted version.
    public init(desk: Desk, ledger: any RequestLedger) {
        self.desk = desk
        self.ledger = ledger
    }

    /// Queues the mail, unless this `version` had its mail already. Returns whether cron is to hear of it: at the
    /// first run of a day that sees the version.
    public func raise(
        _ mistakes: [DocumentError], version: Digest, servingSince moment: Timestamp
    ) throws -> Bool {
        let now = desk.clock.now()
        let day = LocalTime(now, in: desk.settings.zone).date
        return try ledger.write { transaction in
            if try transaction.reach("templates-refused", of: version.hex, at: now) {
                let alert = AdministratorAlert(desk: desk, now: now)
                let draft = try alert.templatesRefused(mistakes, servingSince: moment)
                try Outgoing(desk: desk, now: now).queue([draft], transaction)
            }
            return try transaction.reach("templates-refused-heard", of: "\(version.hex) \(day)", at: now)
        }
    }
}
