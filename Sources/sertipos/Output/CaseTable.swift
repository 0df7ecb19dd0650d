internal import Domain
internal import Pipeline

/// Cases as a table for a terminal, and one as the head of its timeline.
struct CaseTable {
    let cases: [CaseRecord]
    let calendar: WorkingCalendar
    let times: DeskTimes

    /// The lines of the table.
    func lines(_ style: TerminalStyle) -> [String] {
        var table = TerminalTable(columns: [
            .init(title: "NUMBER"), .init(title: "KIND"), .init(title: "STATUS"), .init(title: "ANSWER DUE"),
            .init(title: "OPENED"), .init(title: "SUBJECT", least: 10),
        ])
        table.rows = cases.map { record in
            [
                .init(record.number.description, .strong), .init(record.kind.rawValue), status(record),
                due(record), .init(times.day(record.openedAt), .faint), .init(record.subject),
            ]
        }
        return table.lines(style)
    }

    /// `4 cases, 2 wait for the officer`.
    var summary: String {
        let waiting = cases.count { $0.status == .awaitingOfficer }
        return cases.count.counted("case")
            + (waiting > 0 ? ", \(waiting) \(waiting == 1 ? "waits" : "wait") for the officer" : "")
    }

    /// The head of one case's timeline.
    func head(_ record: CaseRecord, _ style: TerminalStyle) -> [String] {
        var rows = [
            ("from", record.citizenName), ("subject", record.subject),
            (
                "opened",
                "\(times.moment(record.openedAt)) \(times.zone.rawValue), \(times.distance(record.openedAt))"
            ),
        ]
        if let answered = record.answeredAt {
            rows.append(
                (
                    "answered",
                    "\(times.moment(answered)), after \(DeskTimes.span(answered - record.openedAt))"
                ))
        }
        if record.status == .awaitingOfficer {
            let due = record.answerDue(calendar)
            rows.append(("answer due", "\(times.moment(due)), \(times.distance(due))"))
        }
        if let lapor = record.laporNumber { rows.append(("LAPOR!", lapor)) }
        let title =
            style.tinted(record.number.description, .strong)
            + "  \(record.kind.rawValue)  \(record.status.rawValue)"
        return [title] + rows.map { style.tinted($0.0.padding(11), .faint) + $0.1.printable }
    }

    private func status(_ record: CaseRecord) -> TerminalTable.Cell {
        switch record.status {
        case .awaitingOfficer: .init(record.status.rawValue)
        case .answered: .init(record.status.rawValue, .good)
        case .closed: .init(record.status.rawValue, .faint)
        }
    }

    private func due(_ record: CaseRecord) -> TerminalTable.Cell {
        guard record.status == .awaitingOfficer else { return .init("–", .faint) }
        let due = record.answerDue(calendar)
        return .init(times.distance(due), due <= times.now ? .alarm : .plain)
    }
}
