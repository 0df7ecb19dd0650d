internal import Domain
internal import Logging
internal import Pipeline
internal import Spool

/// One invocation under the run lock: the stages asked for, one after the other, written down in the ledger.
struct DeskRun {
    /// The stages, in their order.
    struct Stages: OptionSet {
        let rawValue: Int
        static let fetch = Stages(rawValue: 1)
        static let process = Stages(rawValue: 2)
        static let remind = Stages(rawValue: 8)
        static let send = Stages(rawValue: 4)
        static let rest = Stages(rawValue: 16)
        static let purge = Stages(rawValue: 32)
        static let all: Stages = [.fetch, .process, .remind, .send, .rest, .purge]
    }

    let desk: LiveDesk
    let progress: any ProgressObserver
    /// Whether somebody vouches for the clock.
    var isClockConfirmed = false
    /// Whether reminders are looked for even if a run did so a few minutes ago.
    var isRemindForced = false
    var log = RunLog.make(json: false)

    /// Runs the stages. `nil` when another run is under way, which is harmless.
    ///
    /// A stage that fails does not keep the later ones from doing what they can: mail that is decided is
    /// sent even when the mailbox is down. The first failure is thrown at the end.
    func run(_ name: String, _ stages: Stages) throws -> RunReport? {
        // The lock lies in the spool, which makes itself.
        _ = try desk.spool()
        let lock = try RunLock(path: desk.folder.runLock)
        guard try lock.tryAcquire() else { return nil }
        defer { lock.release() }
        let ledger = try desk.ledger()
        let spool = try desk.spool(for: ledger)
        let run = try ledger.write { try $0.beginRun(name, at: desk.clock.now()) }
        var report = RunReport()
        var failure: (any Error)?
        let attempt: (() throws -> Void) -> Void = { stage in
            do {
                // Somebody may have replaced the lock file; then this run is no longer the only one.
                guard try lock.isStillHeld() else { return }
                try stage()
            } catch { failure = failure ?? error }
        }
        // What is decided in this run is sealed by the next one: answers come first.
        var waiting: [MessageRecord] = []
        if stages.contains(.rest) { attempt { waiting = try RestStage.waiting(ledger) } }
        if stages.contains(.fetch) {
            attempt { report.fetch = try fetch(ledger, spool) }
        }
        if stages.contains(.process) {
            attempt { report.process = try process(ledger, spool) }
            attempt { report.execute = try execute(ledger, spool) }
            attempt { try renewLinksAfterRestore(ledger, spool) }
        }
        if stages.contains(.remind) {
            attempt { report.remind = try remind(ledger, spool) }
        }
        attempt { try noteTemplates(ledger, spool) }
        if stages.contains(.send) {
            attempt {
                let send = try send(ledger, spool)
                report.send = send
                if let trouble = send.unreachable { throw SubmissionUnavailable(detail: trouble) }
            }
        }
        if !waiting.isEmpty { attempt { report.rest = try rest(waiting, ledger, spool) } }
        if stages.contains(.purge) { attempt { report.purge = try purge(ledger, spool) } }
        TerminalProgress.finish()
        let result = failure.map { "\(type(of: $0))" } ?? "ok"
        let summary = try OutputSchema.line(report)
        log.info("\(name)", metadata: ["result": "\(result)", "summary": "\(summary)"])
        try ledger.write { try $0.endRun(run, at: desk.clock.now(), result: result, summary: summary) }
        if let failure { throw failure }
        return report
    }

    private func fetch(_ ledger: any RequestLedger, _ spool: any MessageSpool) throws -> FetchStage.Report {
        let source = try desk.mailbox()
        return try FetchStage(
            ledger: ledger, spool: spool, digesting: desk.digesting, clock: desk.clock,
            settings: desk.settings, progress: progress
        ).run(source)
    }

    private func process(_ ledger: any RequestLedger, _ spool: any MessageSpool) throws -> ProcessStage.Report
    {
        // Forms and templates are read only when there is something to decide.
        guard try !ledger.read({ try $0.pendingMessages(after: 0, limit: 1) }).isEmpty else { return .init() }
        return try ProcessStage(desk: try desk.desk(), ledger: ledger, spool: spool, progress: progress).run()
    }

    /// Carries out what was approved; the authority's key is opened only if something waits.
    private func execute(
        _ ledger: any RequestLedger, _ spool: SpoolDirectory
    ) throws -> ExecutionStage.Report {
        guard case .embedded = desk.configuration.authority.kind,
            try ExecutionStage.isDue(
                ledger, settings: desk.settings, isEmbedded: true, now: desk.clock.now())
        else { return .init() }
        return try ExecutionStage(desk: try desk.desk(), ledger: ledger, spool: spool, exports: spool).run()
    }

    private func remind(_ ledger: any RequestLedger, _ spool: any MessageSpool) throws -> RemindStage.Report {
        let isDue = try RemindStage.isDue(ledger, now: desk.clock.now())
        guard isDue || isRemindForced || isClockConfirmed else { return .init() }
        let report = try RemindStage(desk: try desk.desk(), ledger: ledger, spool: spool)
            .run(isClockConfirmed: isClockConfirmed)
        if !report.isClockHeld { try desk.rotateSealingKeys() }
        return report
    }

    /// If texts were read: those that passed are from now on the accepted version; people hear of those that did
    /// not, by a mail and once a day by cron.
    private func noteTemplates(_ ledger: any RequestLedger, _ spool: SpoolDirectory) throws {
        try desk.templates.keep(at: desk.clock.now(), in: spool)
        guard let refusal = desk.templates.refusal else { return }
        let alarm = TemplateAlarm(desk: try desk.desk(), ledger: ledger)
        log.info("templates refused", metadata: ["mistakes": "\(refusal.problems.count)"])
        let isNews = try alarm.raise(
            refusal.problems, version: refusal.version, servingSince: refusal.servingSince)
        if isNews { throw TemplatesRefused(refusal: refusal) }
    }

    private func send(_ ledger: any RequestLedger, _ spool: any MessageSpool) throws -> SendStage.Report {
        let now = desk.clock.now()
        let waiting = try ledger.read { view in
            let figures = try view.figures(at: now, runs: 0)
            return [.queued, .sending, .held].reduce(0) { $0 + (figures.outbox[$1] ?? 0) }
        }
        guard waiting > 0 else { return .init() }
        return try SendStage(
            ledger: ledger, clock: desk.clock, settings: desk.settings,
            refusals: RefusalNotices(desk: { try desk.desk() }, spool: spool), progress: progress
        ).run(try desk.submission())
    }
}

/// No mail could be handed over; all of it stays in the outbox.
struct SubmissionUnavailable: ClassifiedError {
    let detail: String
    var failureClass: FailureClass { .transient }
    var description: String { "no mail could be handed over, all of it stays queued: \(detail)" }
}
