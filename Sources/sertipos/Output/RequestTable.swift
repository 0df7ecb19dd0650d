internal import Domain

/// Requests as a table for a terminal.
struct RequestTable {
    let requests: [RequestRecord]
    /// Those beyond the promised time.
    let late: Set<RequestNumber>
    let times: DeskTimes

    /// The lines, without a line end behind the last.
    func lines(_ style: TerminalStyle) -> [String] {
        var table = TerminalTable(columns: [
            .init(title: "NUMBER"), .init(title: "MECHANISM"), .init(title: "STATE"),
            .init(title: "STEP ENDS"),
            .init(title: "OPENED"), .init(title: "APPLICANT", least: 8), .init(title: "AGENCY", least: 6),
        ])
        table.rows = requests.map { request in
            [
                .init(request.number.description, .strong), .init(request.mechanism.rawValue),
                state(request), due(request), .init(times.day(request.openedAt), .faint),
                .init(request.applicantName), .init(request.agency, .faint),
            ]
        }
        return table.lines(style)
    }

    /// `12 requests, 3 beyond the promised time`.
    var summary: String {
        let beyond = requests.count { late.contains($0.number) }
        return requests.count.counted("request") + (beyond > 0 ? ", \(beyond) beyond the promised time" : "")
    }

    private func state(_ request: RequestRecord) -> TerminalTable.Cell {
        if late.contains(request.number) { return .init(request.state + ", late", .alarm) }
        switch request.state {
        case "closed.issued", "closed.renewed", "closed.updated", "closed.revoked":
            return .init(request.state, .good)
        case let state where state.hasPrefix("closed."): return .init(state, .faint)
        default: return .init(request.state)
        }
    }

    private func due(_ request: RequestRecord) -> TerminalTable.Cell {
        guard let due = request.dueAt else { return .init("–", .faint) }
        let left = due - times.now
        return .init(times.distance(due), left <= 0 ? .alarm : left < 86_400 ? .warning : .plain)
    }
}
