public import Domain
import Forms
import Notices
import Trust
import Workflows

/// Every decision on one mail, replayed against the ledger as it is now, without effects.
public struct Explanation: Sendable, Hashable, Codable {
    /// One step of the reasoning.
    public struct Finding: Sendable, Hashable, Codable {
        /// What was looked at.
        public let topic: String
        /// What was found.
        public let finding: String
    }

    /// The steps in the order in which they are taken.
    public private(set) var findings: [Finding] = []
    /// How the mail would end if it came now.
    public private(set) var outcome: MessageOutcome = .pending
    /// Why.
    public private(set) var reason = ""

    /// Undoes the replay.
    private struct Undo: Error {}

    /// Explains a mail. `record` is what the ledger knows of it, if it came through the mailbox.
    public init(
        of octets: [UInt8], record: MessageRecord?, digest: Digest, desk: Desk, ledger: any RequestLedger,
        spool: any MessageSpool
    ) throws {
        let record =
            record
            ?? MessageRecord(
                id: 0, digest: digest, size: octets.count, receivedAt: desk.clock.now(), isHeaderOnly: false,
                attempts: 0, outcome: .pending, reason: "", request: nil)
        let desk = try desk.judging(by: ledger)
        let (assessment, scan) = try Self.assess(record, octets, desk)
        add("digest", digest.hex)
        if record.id > 0 {
            add("recorded", "\(record.outcome.rawValue): \(record.reason)")
            if let request = record.request { add("request", request.description) }
        } else {
            add("recorded", "this mail did not come through the mailbox")
        }
        add("malware scan", scan)
        describe(assessment)
        try replay(assessment, desk, ledger, spool)
    }

    /// The assessment, and what the scanner says. Whoever asks why a mail waits is answered without it, too.
    private static func assess(
        _ record: MessageRecord, _ octets: [UInt8], _ desk: Desk
    ) throws -> (Assessment, scan: String) {
        do {
            let assessment = try Assessment(record, octets: octets, desk: desk)
            guard desk.scanner != nil else { return (assessment, "no scanner is configured") }
            switch assessment.malware {
            case nil, .clean: return (assessment, "nothing found")
            case .infected(let name): return (assessment, "infected: \(name)")
            case .unscannable(let reason): return (assessment, "not scanned: \(reason)")
            }
        } catch let error as any ClassifiedError where error.failureClass == .transient {
            var blind = desk
            blind.scanner = nil
            return (
                try Assessment(record, octets: octets, desk: blind),
                "the scanner cannot be asked, so the mail waits: \(error)"
            )
        }
    }

    private mutating func add(_ topic: String, _ finding: String) {
        findings.append(Finding(topic: topic, finding: finding))
    }

    private mutating func describe(_ assessment: Assessment) {
        let message = assessment.message
        add("from", message.originator?.address.addrSpec ?? "no single address")
        add("subject", message.subject)
        add("body", "\(message.body.utf8.count) octets of text from \(message.bodySource.rawValue)")
        for attachment in message.attachments {
            let damage = attachment.isDamaged ? ", damaged" : ""
            let name = attachment.filename ?? "unnamed"
            add("attachment", "\(name), \(attachment.mediaType), \(attachment.content.size) octets\(damage)")
        }
        for defect in message.defects { add("defect", "\(defect.severity.rawValue): \(defect)") }
        add("sender", assessment.verdict.description)
        if let then = assessment.record.verdict { add("sender when decided", then) }
        add("signature", assessment.signature.description)
        add("automatic", assessment.automatic?.description ?? "no")
        add("codes", "\(assessment.codes.count) one-time codes quoted")
        add("command", assessment.command.map { "\($0)" } ?? "none")
        if let submission = assessment.submission {
            add("mechanism", submission.mechanism?.rawValue ?? "not named")
            for (key, value) in (submission.form?.values ?? [:]).sorted(by: { $0.key < $1.key }) {
                // The value itself may be a NIK: the place is enough to look it up.
                add("field", "\(key) understood in line \(value.lineNumber)")
            }
            for fault in submission.form?.faults ?? [] {
                let line = fault.lineNumber.map { " in line \($0)" } ?? ""
                add("fault", "\(fault.key?.rawValue ?? "form")\(line): \(Self.name(of: fault.problem))")
            }
        }
    }

    /// The fault's kind without its payload, which may hold what people wrote.
    private static func name(of problem: FormFault.Problem) -> String {
        let text = "\(problem)"
        return String(text.prefix { $0 != "(" })
    }

    private mutating func replay(
        _ assessment: Assessment, _ desk: Desk, _ ledger: any RequestLedger, _ spool: any MessageSpool
    ) throws {
        var verdict: Verdict?
        do {
            try ledger.write { transaction in
                verdict = try MessageRouting(
                    desk: desk, transaction: transaction, now: desk.clock.now(), assessment: assessment,
                    documents: DocumentLoader(
                        spool: spool, desk: desk,
                        current: (assessment.record.digest, assessment.message))
                ).decide()
                throw Undo()
            }
        } catch is Undo {
            // Nothing of the replay stays.
        }
        guard let verdict else { return }
        outcome = verdict.outcome
        reason = verdict.reason
        for draft in verdict.drafts {
            add("would write", "\(draft.notice.rawValue) to \(draft.recipient.address)")
        }
        add("would end", "\(outcome.rawValue): \(reason)")
    }
}
