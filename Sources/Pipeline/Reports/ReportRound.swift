import Domain

/// Sends the administrator the reports that are due, each once. What was due while the desk rested is made
/// good for the latest week and month only; nothing is told about the time before the desk's first run.
struct ReportRound {
    private static let sinceKey = "reports-since"

    let desk: Desk
    let ledger: any RequestLedger
    let now: Timestamp

    /// Writes whatever is due. Returns how many reports.
    func run() throws -> Int {
        let due = Self.due(desk.settings.reports, at: LocalTime(now, in: desk.settings.zone))
        guard !due.isEmpty else { return 0 }
        let since = try ledger.read { try $0.fact(Self.sinceKey) }.flatMap { Int64($0) }
        guard let since else {
            try ledger.write { try $0.setFact(Self.sinceKey, String(now.seconds)) }
            return 0
        }
        var count = 0
        for (kind, period) in due
        where period.moments(in: desk.settings.zone).upperBound.seconds > since {
            let isSent = try ledger.write { transaction in
                guard try transaction.reach("report-\(kind)", of: period.description, at: now) else {
                    return false
                }
                try DeskReport(period, desk: desk, in: transaction, now: now).queue(transaction)
                return true
            }
            if isSent { count += 1 }
        }
        return count
    }

    /// The periods whose reports are due at `local`, whether or not they were sent.
    static func due(_ schedule: ReportSchedule, at local: LocalTime) -> [(kind: String, period: ReportPeriod)]
    {
        var due: [(kind: String, period: ReportPeriod)] = []
        let isLateEnough = local.secondOfDay >= schedule.hour * 3600
        if let weekday = schedule.weekday {
            let today = local.date.weekday
            if today > weekday || (today == weekday && isLateEnough) {
                due.append(("week", ReportPeriod.week(of: local.date).previous))
            }
        }
        if let day = schedule.dayOfMonth {
            if local.date.day > day || (local.date.day == day && isLateEnough) {
                due.append(("month", ReportPeriod.month(of: local.date).previous))
            }
        }
        return due
    }
}
