internal import Domain
internal import Foundation
internal import Pipeline

/// Results of commands: each is one `Codable` type whose text is made from the same fields as its JSON.
enum OutputSchema {
    /// `value` as one line of JSON.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension RunReport {
    /// One line per stage that ran.
    var text: String {
        var lines: [String] = []
        if let fetch {
            lines.append(
                "fetch    \(fetch.fetched) of \(fetch.listed) new messages, \(fetch.octets) octets"
                    + Self.remark(
                        ("seen before", fetch.repeated), ("too large", fetch.oversized),
                        ("incomplete, tried again next time", fetch.incomplete)))
        }
        if let process {
            lines.append(
                "process  \(process.processed) moved a request, \(process.answered) answered, "
                    + "\(process.ignored) ignored"
                    + Self.remark(
                        ("quarantined", process.quarantined), ("postponed", process.postponed),
                        ("mails held by the budget", process.held)) + "; \(process.queued) mails queued")
        }
        if let execute {
            lines.append(
                "execute  \(execute.made) certificates made, \(execute.revoked) revoked"
                    + Self.remark(
                        ("passphrases to be set again", execute.lost),
                        ("postponed, see the administrator's mail", execute.postponed)))
        }
        if let remind { lines.append("remind   " + Self.text(remind)) }
        if let send {
            lines.append(
                "send     \(send.sent) sent"
                    + Self.remark(("deferred", send.deferred), ("refused", send.failed)))
        }
        if let rest, rest != .init() {
            lines.append(
                "seal     \(rest.sealed) mails" + Self.remark(("of erased requests destroyed", rest.erased)))
        }
        if let purge, purge != .init() {
            lines.append("purge    " + (purge.isClockHeld ? "nothing: \(ClockHeld.remark)" : purge.text))
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ remind: RemindStage.Report) -> String {
        guard !remind.isClockHeld else { return "nothing: \(ClockHeld.remark)" }
        return "\(remind.reminded) reminded, \(remind.expired) expired"
            + remark(
                ("warned about the promised time", remind.warned),
                ("told that a certificate ends", remind.expiring),
                ("cases put forward again", remind.cases), ("reports", remind.reports))
    }

    private static func remark(_ counts: (String, Int)...) -> String {
        counts.filter { $0.1 > 0 }.map { ", \($0.1) \($0.0)" }.joined()
    }
}

/// One request as `request list` shows it.
struct RequestSummary: Codable, CustomStringConvertible {
    let number: String
    let mechanism: String
    let state: String
    let applicant: String
    let applicantName: String
    let verifier: String
    let agency: String
    let opened: String
    let changed: String
    let due: String?

    init(_ record: RequestRecord) {
        number = record.number.description
        mechanism = record.mechanism.rawValue
        state = record.state
        applicant = record.applicant.addrSpec
        applicantName = record.applicantName
        verifier = record.verifier.addrSpec
        agency = record.agency
        opened = record.openedAt.description
        changed = record.changedAt.description
        due = record.dueAt?.description
    }

    var description: String {
        let columns = [
            number, mechanism.padding(10), state.padding(22), (due ?? "–").padding(20), applicantName,
        ]
        return columns.joined(separator: "  ")
    }
}

extension Int {
    /// `1 mail`, `2 mails`.
    func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension String {
    /// The text with spaces behind it up to `width`.
    func padding(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
