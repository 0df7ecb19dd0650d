import Domain
import Notices
import Trust

/// One batch: assess in parallel, decide in order, write mails in parallel, commit.
struct BatchTransaction {
    let desk: Desk
    let ledger: any RequestLedger
    let spool: any MessageSpool

    /// Decides the whole batch in one transaction. If it throws, nothing has happened.
    func run(_ batch: PreparedBatch, into report: inout ProcessStage.Report) throws {
        let assessments = try batch.assessments()
        let now = desk.clock.now()
        let (verdicts, held) = try ledger.write { transaction in
            try commit(assessments, transaction, now)
        }
        count(verdicts, held: held, into: &report)
    }

    private func commit(
        _ assessments: [Assessment], _ transaction: any LedgerTransaction, _ now: Timestamp
    ) throws -> ([Verdict], Int) {
        var strangers: Set<EmailAddress> = []
        let verdicts = try assessments.map { assessment in
            var verdict = try decide(assessment, transaction, now)
            // Answers of this batch are not in the ledger yet, which counts those of the day.
            if let greeting = verdict.drafts.first, greeting.notice == .senderUnknown,
                !strangers.insert(greeting.recipient.address).inserted
            {
                verdict = .ignored("the sender is not registered and was written to in this run already")
            }
            // Before the commit: a run that dies in between finds the octets there and decides the same.
            if verdict.outcome == .quarantined { try spool.quarantine(assessment.record.digest) }
            if verdict.isRedacted {
                try spool.redact(
                    assessment.record.digest, leaving: Redaction.substitute(for: assessment.message))
            }
            try transaction.conclude(
                assessment.record.id, verdict.outcome, reason: verdict.reason, request: verdict.request,
                verdict: assessment.verdict.description)
            return verdict
        }
        let drafts = verdicts.flatMap(\.drafts) + (try alerts(assessments, verdicts, now))
        let mails = try MailAssembly(desk: desk, now: now).mails(of: drafts)
        var gate = OutboundGate(transaction: transaction, settings: desk.settings, now: now)
        for (draft, mail) in zip(drafts, mails) { try gate.enqueue(draft, mail) }
        try gate.reportWithheld(desk)
        try report(gate, transaction, now)
        return (verdicts, gate.held.count)
    }

    /// One mail to the administrator for all messages of the batch that need a person.
    private func alerts(
        _ assessments: [Assessment], _ verdicts: [Verdict], _ now: Timestamp
    ) throws -> [NoticeDraft] {
        let aside = zip(assessments, verdicts).filter { $0.1.outcome == .quarantined }
        guard !aside.isEmpty else { return [] }
        let rows = aside.map { assessment, verdict in
            (
                assessment.record.digest, assessment.message.originator?.address.addrSpec ?? "–",
                verdict.reason
            )
        }
        return [try AdministratorAlert(desk: desk, now: now).quarantined(rows)]
    }

    /// Tells the administrator once a day that mail is held back; this one mail is above the budget.
    private func report(
        _ gate: OutboundGate, _ transaction: any LedgerTransaction, _ now: Timestamp
    ) throws {
        guard !gate.held.isEmpty else { return }
        let key = "budget-held-reported"
        if let last = try transaction.fact(key).flatMap({ Int64($0) }),
            now.seconds - last < OutboundGate.window
        {
            return
        }
        try transaction.setFact(key, String(now.seconds))
        let counts = Dictionary(grouping: gate.held) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { $0.0.canonical < $1.0.canonical }
        let draft = try AdministratorAlert(desk: desk, now: now).held(Array(counts.prefix(50)))
        try Outgoing(desk: desk, now: now).queueAboveBudget(draft, transaction)
    }

    private func decide(
        _ assessment: Assessment, _ transaction: any LedgerTransaction, _ now: Timestamp
    ) throws -> Verdict {
        try MessageRouting(
            desk: desk, transaction: transaction, now: now, assessment: assessment,
            documents: DocumentLoader(
                spool: spool, desk: desk, current: (assessment.record.digest, assessment.message))
        ).decide()
    }

    private func count(_ verdicts: [Verdict], held: Int, into report: inout ProcessStage.Report) {
        for verdict in verdicts {
            switch verdict.outcome {
            case .processed: report.processed += 1
            case .answered: report.answered += 1
            case .ignored: report.ignored += 1
            case .quarantined: report.quarantined += 1
            case .pending: report.postponed += 1
            }
            report.queued += verdict.drafts.count
        }
        report.held += held
    }
}
