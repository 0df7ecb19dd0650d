internal import Domain
internal import Pipeline
internal import Spool

extension DeskRun {
    /// Seals what was concluded before the run began.
    func rest(
        _ waiting: [MessageRecord], _ ledger: any RequestLedger, _ spool: SpoolDirectory
    ) throws -> RestStage.Report {
        try RestStage(
            ledger: ledger, spool: spool, cipher: try desk.evidenceCipher(ledger), clock: desk.clock,
            progress: progress
        ).run(waiting)
    }

    /// Lets go what was kept long enough, once a day; `nil` in between.
    func purge(_ ledger: any RequestLedger, _ spool: SpoolDirectory) throws -> PurgeStage.Report? {
        guard try PurgeStage.isDue(ledger, now: desk.clock.now()) else { return nil }
        return try PurgeStage(ledger: ledger, spool: spool, periods: desk.retention, clock: desk.clock).run()
    }

    /// The first run after a restore, once it has read the mailbox again, brings fresh links to whoever has to move.
    func renewLinksAfterRestore(_ ledger: any RequestLedger, _ spool: SpoolDirectory) throws {
        guard try DeskRestoration.isUnfinished(ledger) else { return }
        _ = try DeskRestoration.renewLinks(desk: try desk.desk(), ledger: ledger, spool: spool)
    }
}
