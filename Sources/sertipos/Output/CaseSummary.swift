internal import Domain
internal import Pipeline

/// One case as `case list` shows it. The citizen's address is nobody's business but the desk's.
struct CaseSummary: Codable, CustomStringConvertible {
    let number: String
    let kind: String
    let status: String
    let citizenName: String
    let subject: String
    let lapor: String?
    let opened: String
    let changed: String
    let answered: String?
    /// When the officer's answer is due; `nil` unless it is the officer's move.
    let due: String?

    init(_ record: CaseRecord, calendar: WorkingCalendar) {
        number = record.number.description
        kind = record.kind.rawValue
        status = record.status.rawValue
        citizenName = record.citizenName
        subject = record.subject
        lapor = record.laporNumber
        opened = record.openedAt.description
        changed = record.changedAt.description
        answered = record.answeredAt?.description
        due = record.status == .awaitingOfficer ? record.answerDue(calendar).description : nil
    }

    var description: String {
        let columns = [
            number, kind.padding(11), status.padding(15), (due ?? "–").padding(20), subject,
        ]
        return columns.joined(separator: "  ")
    }
}
