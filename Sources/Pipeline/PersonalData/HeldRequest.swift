import Domain
import Forms
import Workflows

/// What the desk holds of one person in one request, as its state, its events and its outbox show it.
struct HeldRequest {
    let record: RequestRecord
    let submission: Submission
    /// Everything stated, by form field: the person's own word before the verifier's.
    let values: [String: String]
    /// Documents that a form names.
    let documents: [FormData.Document]
    /// The mails that belong to it, oldest first; identity data of a request that is over lie only there.
    let mails: [(at: Timestamp, digest: Digest)]
    /// The notices it caused.
    let notices: Set<String>

    init(_ record: RequestRecord, in view: any LedgerView) throws {
        self.record = record
        let state = try record.readState()
        submission = state.submission
        let stated = state.statedIdentity
        let all = submission.form.merged(with: stated ?? FormData())
        values = all.values
        documents = all.documents
        let events = try view.events(of: record.number).map(\.event)
        mails = events.compactMap { event in event.message.map { (event.at, $0) } }
        notices = Set(try view.outbox(of: record.number).map(\.record.notice))
    }

    /// The forms whose labels name the fields, the identity form first.
    func definitions(_ desk: Desk) -> [FormDefinition] {
        [desk.forms[.identity], desk.forms.form(for: record.mechanism)]
    }

    /// Field labels with values, in the order of the forms, numbers and dates of birth masked.
    func fields(_ desk: Desk, _ locale: Locale) -> [(label: String, value: String)] {
        var seen: Set<String> = []
        return definitions(desk).flatMap(\.fields).compactMap { field in
            let key = field.key.rawValue
            guard !field.kind.isAttachment, let value = values[key], seen.insert(key).inserted else {
                return nil
            }
            return (field.label(locale), MaskedValue.text(value, field.kind, locale))
        }
    }

    /// Whether somebody whose notices begin with this word was mailed about it.
    func reached(_ audience: String) -> Bool { notices.contains { $0.hasPrefix("\(audience).") } }
}

extension RequestState {
    /// The identity form as far as the applicant has filled it in, while the request is open.
    var statedIdentity: FormData? {
        switch self {
        case .awaitingIdentity(_, let draft): draft
        case .awaitingVerification(_, let identity), .awaitingPassphrase(_, let identity, _),
            .awaitingCorrection(_, let identity, _):
            identity.form
        case .awaitingAuthority(_, .person(let identity, _, _)),
            .awaitingExecution(_, .person(let identity, _, _), _):
            identity.form
        case .awaitingConfirmation, .awaitingAmendment, .awaitingAuthority, .awaitingExecution, .closed: nil
        }
    }
}

/// A value as its own person may be reminded of it: enough to know it by, too little to misuse.
enum MaskedValue {
    /// The last four digits of numbers, the year of a birth, anything else with whole NIKs masked.
    static func text(_ value: String, _ kind: FieldKind, _ locale: Locale) -> String {
        switch kind {
        case .populationNumber, .serviceNumber, .phone: number(value)
        case .date: "**-**-\(value.prefix(4))"
        case .personName, .grade, .email, .choice, .shortText, .longText, .consent, .attachment:
            FormWriter.maskingNumbers(kind.displayed(value, locale))
        }
    }

    /// All but the last four characters hidden.
    static func number(_ value: String) -> String {
        String(repeating: "*", count: max(0, value.count - 4)) + value.suffix(4)
    }
}
