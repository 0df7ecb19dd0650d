import Domain
import Forms
import Notices
import Workflows

/// Turns what a reducer wants people told into notices with their values, links and attachments.
struct AnnouncementComposer {
    /// What surrounds an announcement but is no part of the state.
    struct Occasion {
        /// The mail that caused it, to be answered in its thread.
        var cause: ReceivedMessage?
        /// Rows about faults of the mail that caused it.
        var faults: [[String: NoticeValue]] = []
        /// Rows about oddities that are no faults.
        var warnings: [[String: NoticeValue]] = []
    }

    /// A finished draft with the tokens that must be stored in the same transaction.
    struct Composition {
        let draft: NoticeDraft
        let tokens: [TokenRecord]
    }

    let desk: Desk
    let now: Timestamp
    /// Loads documents that go along as attachments.
    let documents: DocumentLoader

    /// The mail for one announcement about request `number` in `state`.
    func compose(
        _ announcement: Announcement, to role: Role, number: RequestNumber, state: RequestState,
        deadline: Timestamp?, occasion: Occasion
    ) throws -> Composition {
        let submission = state.submission
        let recipient = try recipient(role, submission)
        let locale = desk.locale(of: recipient.address)
        var values = common(recipient)
        values["number"] = .text(number.description)
        values["mechanism"] = .text(desk.words.mechanism(submission.mechanism, locale))
        values["verifierName"] = .text(submission.verifierName)
        values["agency"] = .text(submission.agency)
        values["applicantName"] = .text(submission.applicantName)
        values["applicantAddress"] = .text(submission.applicant)
        if let deadline { values["deadline"] = .text(moment(deadline, locale)) }

        var tokens: [TokenRecord] = []
        var replyCode: OneTimeCode?
        if let step = announcement.asksFor {
            let links = try issueLinks(step, number, state, recipient.address, locale)
            for (action, link) in links.byAction { values["link.\(action.rawValue)"] = .link(link) }
            values["deadline"] = .text(moment(links.expiresAt, locale))
            if step == .identity { values["form"] = .preformatted(identityForm(state, links, locale)) }
            tokens = links.tokens
            replyCode = links.replyCode
        }
        let attachments = try add(announcement, role, state, occasion, locale, to: &values)
        let name = try notice(announcement, role)
        let declared = Set(name.variables.map(\.name))
        let draft = NoticeDraft(
            kind: .work, notice: name, locale: locale, values: values.filter { declared.contains($0.key) },
            recipient: recipient, request: number, replyCode: replyCode, attachments: attachments,
            messageID: try desk.makeMessageID(at: now), inReplyTo: answered(recipient, occasion.cause),
            references: thread(number, role, recipient, occasion.cause))
        return Composition(draft: draft, tokens: tokens)
    }

    /// What every notice may use.
    func common(_ recipient: NamedAddress) -> [String: NoticeValue] {
        [
            "deskName": .text(desk.settings.name), "deskAddress": .text(desk.settings.address.addrSpec),
            "fee": .text(desk.settings.fee), "officer": .text(desk.settings.officer.addrSpec),
            "recipientName": .text(recipient.displayName ?? recipient.address.addrSpec),
        ]
    }

    /// A moment in the desk's zone.
    func moment(_ moment: Timestamp, _ locale: Locale) -> String {
        DateWording.moment(moment, in: desk.settings.zone, locale)
    }

    private func recipient(_ role: Role, _ submission: Submission) throws -> NamedAddress {
        let (text, name): (String, String?) =
            switch role {
            case .applicant: (submission.applicant, submission.applicantName)
            case .verifier: (submission.verifier, submission.verifierName)
            case .administrator: (desk.settings.administrator.addrSpec, nil)
            case .officer: (desk.settings.officer.addrSpec, nil)
            case .registrationAuthority: ("", nil)
            }
        guard let address = EmailAddress(text) else { throw UnknownRecipient(role: role) }
        return NamedAddress(displayName: name, address: address)
    }

    private func issueLinks(
        _ step: Step, _ number: RequestNumber, _ state: RequestState, _ addressee: EmailAddress,
        _ locale: Locale
    ) throws -> LinkIssuer.Links {
        let form =
            step == .identity
            ? FormWriter(locale: locale, mechanism: state.submission.mechanism)
                .compact(desk.forms[.identity], values: prefill(state)) : ""
        return try LinkIssuer(desk: desk, now: now)
            .issue(step, for: number, to: addressee, locale: locale, form: form)
    }

    /// The form as it stands in the mail itself, with its code, so that a plain reply works too.
    private func identityForm(_ state: RequestState, _ links: LinkIssuer.Links, _ locale: Locale) -> String {
        "\(desk.words["link.code", locale]): \(links.replyCode.text)\n\n"
            + FormWriter(locale: locale, mechanism: state.submission.mechanism)
            .blank(desk.forms[.identity], values: prefill(state))
    }

    /// What is known already, except the NIK: it is never mailed to an applicant's address in full, and a
    /// masked one could be sent back as if it were a value.
    private func prefill(_ state: RequestState) -> [FieldKey: String] {
        let known: FormData =
            switch state {
            case .awaitingIdentity(let submission, let draft):
                draft.map { submission.form.merged(with: $0) } ?? submission.form
            case .awaitingCorrection(let submission, let identity, _):
                submission.form.merged(with: identity.form)
            case .awaitingVerification, .awaitingPassphrase, .closed: FormData()
            }
        let fields = desk.forms[.identity].fields.filter { !$0.kind.isAttachment && $0.key != .nik }
        var values: [FieldKey: String] = [:]
        for field in fields where field.kind != .consent { values[field.key] = known[field.key.rawValue] }
        return values
    }

    private func answered(_ recipient: NamedAddress, _ cause: ReceivedMessage?) -> MessageID? {
        cause?.originator?.address == recipient.address ? cause?.messageID : nil
    }

    /// One thread per person and request: every mail refers to the same root, which is never sent.
    private func thread(
        _ number: RequestNumber, _ role: Role, _ recipient: NamedAddress, _ cause: ReceivedMessage?
    ) -> [MessageID] {
        let root = MessageID("\(number).\(role.rawValue)@\(desk.settings.address.domain)")
        return [root, answered(recipient, cause)].compactMap(\.self)
    }
}

/// A notice was addressed to somebody this request does not have.
struct UnknownRecipient: ClassifiedError {
    let role: Role
    var failureClass: FailureClass { .permanent }
    var description: String { "this request has no \(role.rawValue) to write to" }
}
