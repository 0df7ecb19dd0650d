internal import Domain

/// One line of a timeline.
struct TimelineEntry: Codable {
    /// What kind of line it is.
    enum Kind: String, Codable {
        /// An event of the audit log.
        case event
        /// A mail of the desk.
        case mail
    }

    /// When, in UTC (ISO 8601).
    let at: String
    let kind: Kind
    let what: String
    /// Digest of the mail that caused it.
    let message: String?

    private let moment: Timestamp

    private enum CodingKeys: String, CodingKey {
        case at, kind, what, message
    }

    /// An event; `remark` stands behind its name.
    init(_ event: EventRecord, remark: String = "") {
        moment = event.at
        at = event.at.description
        kind = .event
        what = "\(event.name) (\(event.actor))\(remark)"
        message = event.message?.hex
    }

    /// A mail of the desk; `isDiscreet` leaves its recipient out.
    init(_ entry: OutboxEntry, isDiscreet: Bool = false) {
        moment = entry.record.queuedAt
        at = entry.record.queuedAt.description
        kind = .mail
        let recipient = isDiscreet ? "" : " to \(entry.record.recipient)"
        let reply = entry.status == .failed && !isDiscreet ? ", \(entry.lastReply)" : ""
        what = "mail \(entry.record.notice)\(recipient): \(entry.status.rawValue)\(reply)"
        message = nil
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        at = try container.decode(String.self, forKey: .at)
        kind = try container.decode(Kind.self, forKey: .kind)
        what = try container.decode(String.self, forKey: .what)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        moment = Timestamp(seconds: 0)
    }

    /// Entries in the order in which things happened; what happened at once stays as it was given.
    static func sorted(_ entries: [TimelineEntry]) -> [TimelineEntry] {
        entries.enumerated().sorted {
            ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset)
        }.map(\.element)
    }

    /// The entries by days of the desk's zone, with the time that passed since the entry before.
    static func lines(_ entries: [TimelineEntry], _ style: TerminalStyle, _ times: DeskTimes) -> [String] {
        var lines: [String] = []
        var day = ""
        var last: Timestamp?
        for entry in entries {
            if times.day(entry.moment) != day {
                day = times.day(entry.moment)
                lines.append(style.tinted("\(times.weekday(entry.moment)), \(day)", .strong))
            }
            let passed = last.map { entry.moment - $0 } ?? 0
            let since = passed >= 60 ? "+\(DeskTimes.span(passed))" : ""
            lines.append(entry.line(style, clock: times.clock(entry.moment), since: since))
            last = entry.moment
        }
        return lines
    }

    private func line(_ style: TerminalStyle, clock: String, since: String) -> String {
        let isTrouble = kind == .mail && !what.hasSuffix(": sent")
        let tint: TerminalStyle.Tint = isTrouble ? .warning : kind == .mail ? .faint : .plain
        let source = message.map { "  by mail \($0.prefix(8))" } ?? ""
        let room = style.width.map { max($0 - 22 - source.count, 20) } ?? .max
        return "  \(clock)  " + style.tinted(since.padding(12), .faint)
            + style.tinted(what.printable.fitted(room), tint) + style.tinted(source, .link)
    }
}
