internal import ArgumentParser
internal import Domain

/// Every message on the server is accounted for.
struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Account for every message on the server: how it ended, and why.",
        discussion: "Ends with 75 when a message on the server is not yet in the ledger.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let desk = try common.open()
            let source = try desk.mailbox()
            let status = try source.open()
            defer { source.close() }
            var uids: [UID] = []
            try source.list(from: UID(1)) { uids += $0.map(\.uid) }
            let known = try desk.ledger().read {
                try $0.messages(mailbox: source.name, uidValidity: status.uidValidity)
            }
            let report = ReconcileReport(uids, known: known)
            if common.json {
                try Console.say(json: report)
            } else {
                Console.say(report.lines(TerminalStyle.output).joined(separator: "\n"))
            }
            if report.messages.contains(where: { $0.outcome == MessageOutcome.pending.rawValue }) {
                throw ExitCode(ExitStatus.tryLater.rawValue)
            }
        }
    }
}

/// One line per message on the server.
struct ReconcileReport: Codable {
    /// How one message ended.
    struct Message: Codable {
        let uid: UInt32
        let outcome: String
        let reason: String
    }

    let messages: [Message]

    init(_ uids: [UID], known: [(uid: UID, message: MessageRecord)]) {
        let records = Dictionary(known.map { ($0.uid, $0.message) }, uniquingKeysWith: { first, _ in first })
        messages = uids.map { uid in
            guard let record = records[uid] else {
                return Message(
                    uid: uid.value, outcome: MessageOutcome.pending.rawValue, reason: "not fetched yet")
            }
            return Message(uid: uid.value, outcome: record.outcome.rawValue, reason: record.reason)
        }
    }

    /// Counts first: by outcome, then by reason; every message below.
    func lines(_ style: TerminalStyle) -> [String] {
        let counts = Dictionary(grouping: messages, by: \.outcome).mapValues(\.count)
        let total = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        var lines = [
            style.tinted("\(messages.count) on the server: \(total.isEmpty ? "none" : total)", .strong)
        ]
        guard !messages.isEmpty else { return lines }
        let reasons = Dictionary(grouping: messages) { "\($0.outcome): \($0.reason)" }.mapValues(\.count)
        for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  \(String(count).padding(7)) \(reason.printable)")
        }
        var table = TerminalTable(columns: [
            .init(title: "UID"), .init(title: "OUTCOME"), .init(title: "REASON", least: 20),
        ])
        table.rows = messages.map { message in
            let tint: TerminalStyle.Tint =
                switch message.outcome {
                case MessageOutcome.quarantined.rawValue: .alarm
                case MessageOutcome.pending.rawValue: .warning
                case MessageOutcome.ignored.rawValue: .faint
                default: .plain
                }
            return [.init(String(message.uid)), .init(message.outcome, tint), .init(message.reason)]
        }
        return lines + [""] + table.lines(style)
    }
}
