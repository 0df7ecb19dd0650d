public import Domain
import Forms

/// What the desk promises about cases, and how much of them it takes.
struct CaseTerms {
    /// Cases that one address may open in a day; more are a loop or a flood.
    static let openedPerDay = 5
    /// Further mails about one case in a day that reach the officer.
    static let continuedPerDay = 10
    /// The step under which an officer's codes are kept.
    static let step = "case"

    let desk: Desk

    /// When the officer's answer to this case is or was due.
    func due(_ record: CaseRecord) -> Timestamp { record.answerDue(desk.settings.calendar) }

    /// When a code that was mailed to the officer at `moment` dies. Answering does not spend it.
    func codeExpiry(since moment: Timestamp) -> Timestamp {
        moment + (desk.settings.linkLifetimes[Self.step] ?? 30 * 86_400)
    }
}

extension CaseRecord {
    /// When the officer's answer is or was due: one working day after the citizen wrote, or three plain days if it is
    /// about personal data.
    public func answerDue(_ calendar: WorkingCalendar) -> Timestamp {
        kind.isPersonalData
            ? changedAt + Self.personalDataTime : calendar.moment(after: calendar.dayLength, from: changedAt)
    }
}

extension CaseKind {
    /// The kind of case that a command word opens.
    init?(_ command: CommandWord) {
        switch command {
        case .complaint: self = .complaint
        case .suggestion: self = .suggestion
        case .aspiration: self = .aspiration
        case .information: self = .information
        case .correction: self = .correction
        case .erasure: self = .erasure
        case .form, .status, .resend, .cancel, .withdrawConsent, .correctAddress, .help, .personalData:
            return nil
        }
    }
}

extension Wording {
    /// What a kind of case is called.
    func caseKind(_ kind: CaseKind, _ locale: Locale) -> String {
        self[Key(stringLiteral: "case.\(kind.rawValue)"), locale]
    }

    /// How a case stands, in words.
    func caseStatus(_ status: CaseStatus, _ locale: Locale) -> String {
        self[Key(stringLiteral: "case.\(status.rawValue)"), locale]
    }
}
