import Domain
import Forms
import Workflows

/// The words a person agreed to, as the form showed them. Its digest goes into the audit log with the consent; the
/// words themselves are kept once per version, since staff may edit the form at any time.
struct ConsentWording: Hashable {
    /// Title of the form, then label and help of its consent field.
    let text: String

    /// The words of the first consent field of `form`; `nil` if it asks for none.
    init?(_ form: FormDefinition, _ locale: Locale) {
        let field = form.fields.first { field in
            if case .consent = field.kind { true } else { false }
        }
        guard let field else { return nil }
        let help = field.help[locale] ?? ""
        text = "\(form.title(locale))\n\(field.label(locale)): \(help)"
    }

    /// The key under which the ledger keeps the words with this digest.
    static func factKey(_ digest: String) -> String { "consent-\(digest)" }
}

extension RequestDocket {
    /// What goes into the audit log besides the next state: to which words the applicant consented, if the event is
    /// the complete identity form.
    func consentEvidence(_ event: RequestEvent, _ state: RequestState) throws -> String {
        guard case .identity(.complete, at: _) = event, let form = state.statedIdentity,
            form["consent"] != nil, let applicant = EmailAddress(state.submission.applicant),
            let wording = ConsentWording(desk.forms[.identity], desk.locale(of: applicant))
        else { return "" }
        let digest = desk.digesting.digest(Array(wording.text.utf8)).hex
        try transaction.setFact(ConsentWording.factKey(digest), wording.text)
        return ",\"consent\":\"\(digest)\""
    }
}
