import Domain
import Forms
import Notices
import Workflows

/// Turns what a reducer wants people told into notices with their values, links and attachments.
struct AnnouncementComposer {
    /// A finished draft with the tokens that must be stored in the same transaction.
    struct Composition {
        let draft: NoticeDraft
        let tokens: [TokenRecord]
    }

    /// One announcement in its surroundings.
    struct Subject {
        let announcement: Announcement
        let role: Role
        let number: RequestNumber
        let state: RequestState
        /// The certificate it is about, if there is one.
        let certificate: CertificateRecord?
        let occasion: Occasion
        var recipient: NamedAddress
        var locale: Locale

        var submission: Submission { state.submission }
    }

    let desk: Desk
    let now: Timestamp
    /// Loads documents that go along as attachments.
    let documents: DocumentLoader

    /// The mail for one announcement about request `number` in `state`.
    func compose(
        _ announcement: Announcement, to role: Role, number: RequestNumber, state: RequestState,
        deadline: Timestamp?, certificate: CertificateRecord?, occasion: Occasion
    ) throws -> Composition {
        let recipient = try recipient(role, announcement, state.submission)
        let subject = Subject(
            announcement: announcement, role: role, number: number, state: state, certificate: certificate,
            occasion: occasion, recipient: recipient, locale: desk.locale(of: recipient.address))
        let name = try NoticeChoice.notice(announcement, role, state.submission)
        let declared = name.variables
        var values = common(recipient).merging(general(subject)) { _, own in own }
        if let deadline { values["deadline"] = .text(moment(deadline, subject.locale)) }

        var tokens: [TokenRecord] = []
        var replyCode: OneTimeCode?
        var attachments: [OutgoingMail.Attachment] = []
        if let step = announcement.asksFor {
            let links = try issueLinks(step, subject)
            for (action, link) in links.byAction { values["link.\(action.rawValue)"] = .link(link) }
            // Who is told when the request ends is told just that; a dead link gets a fresh one at once.
            let end = announcement.namesEnd ? deadline : nil
            values["deadline"] = .text(moment(end ?? links.expiresAt, subject.locale))
            tokens = links.tokens
            replyCode = links.replyCode
            if let form = asked(step, subject.state) {
                values["form"] = .preformatted(printed(form, links, subject))
            }
            if step == .passphrase { attachments.append(try page(links, subject, &values)) }
        }
        attachments += try add(subject, to: &values)
        let draft = NoticeDraft(
            kind: .work, notice: name, locale: subject.locale,
            values: completed(values, for: declared), recipient: recipient, request: number,
            isUrgent: state.submission.isUrgent, replyCode: replyCode, attachments: attachments,
            messageID: try desk.makeMessageID(at: now), inReplyTo: answered(recipient, occasion.cause),
            references: thread(number, role, recipient, occasion.cause))
        return Composition(draft: draft, tokens: tokens)
    }

    /// What every notice may use.
    func common(_ recipient: NamedAddress) -> [String: NoticeValue] { desk.commonValues(recipient) }

    /// A moment in the desk's zone.
    func moment(_ moment: Timestamp, _ locale: Locale) -> String {
        DateWording.moment(moment, in: desk.settings.zone, locale)
    }

    /// A day in the desk's zone.
    func day(_ moment: Timestamp, _ locale: Locale) -> String {
        DateWording.date(LocalTime(moment, in: desk.settings.zone).date, locale)
    }

    /// Only what the notice declares; a flag nobody raised is down, a list nobody filled is empty.
    private func completed(
        _ values: [String: NoticeValue], for declared: [NoticeVariable]
    ) -> [String: NoticeValue] {
        var completed: [String: NoticeValue] = [:]
        for variable in declared {
            if let value = values[variable.name] {
                completed[variable.name] = value
                continue
            }
            switch variable.kind {
            case .flag: completed[variable.name] = .flag(false)
            case .list: completed[variable.name] = .rows([])
            case .text, .multiline, .preformatted, .link, .webLink, .picture: continue
            }
        }
        return completed
    }

    private func recipient(
        _ role: Role, _ announcement: Announcement, _ submission: Submission
    ) throws -> NamedAddress {
        let settings = desk.settings
        let (text, name): (String, String?) =
            switch role {
            case .applicant where announcement.goesToNewMailbox:
                (submission.newAddress ?? submission.applicant, submission.applicantName)
            case .applicant: (submission.applicant, submission.applicantName)
            case .verifier: (submission.verifier, submission.verifierName)
            case .administrator: (settings.administrator.addrSpec, nil)
            case .officer: (settings.officer.addrSpec, nil)
            case .registrationAuthority: (settings.registrationAuthority.addrSpec, nil)
            }
        guard let address = EmailAddress(text) else { throw UnknownRecipient(role: role) }
        return NamedAddress(displayName: name, address: address)
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

extension Desk {
    /// What every notice may use.
    func commonValues(_ recipient: NamedAddress) -> [String: NoticeValue] {
        [
            "deskName": .text(settings.name), "deskAddress": .text(settings.address.addrSpec),
            "fee": .text(settings.fee), "officer": .text(settings.officer.addrSpec),
            "recipientName": .text(recipient.displayName ?? salutation(recipient.address)),
            "channels": .rows(settings.channels.map { ["channel": .text($0)] }),
        ]
    }

    /// What somebody is called of whom only the address is known.
    private func salutation(_ address: EmailAddress) -> String {
        let key: Wording.Key
        switch address {
        case settings.registrationAuthority: key = "salutation.authority"
        case settings.officer: key = "salutation.officer"
        case settings.administrator: key = "salutation.administrator"
        default: return address.addrSpec
        }
        return words[key, locale(of: address)]
    }
}

extension Announcement {
    /// Whether it says when the request ends if nobody answers, and not just when its link dies.
    fileprivate var namesEnd: Bool {
        switch self {
        case .reminder, .confirmationAsked, .amendmentAsked, .amendmentFaults: true
        case .linkRenewed(let step): step == .confirmation || step == .newConfirmation || step == .amendment
        case .requestOpened, .revocationReceived, .identityAsked, .identityFaults, .identityReceived,
            .verificationAsked, .decisionAskedAgain, .decisionRecorded, .passphraseAsked,
            .passphraseUnreadable, .passphraseReceived, .passphraseAskedAgain, .authorityAsked,
            .certificateUnfit, .authorityReleased, .authorityReturned, .identityReturned, .requestRejected,
            .certificateIssued, .certificateRenewed, .certificateUpdated, .certificateRevoked,
            .serviceTimeUsed, .requestCancelled, .consentWithdrawn, .requestExpired, .applicantUnreachable:
            false
        }
    }

    /// Whether it goes to the mailbox that an update asks for, if it asks for one: the question to that mailbox,
    /// and in the end the certificate that names it.
    fileprivate var goesToNewMailbox: Bool {
        if case .certificateUpdated = self { return true }
        return asksFor == .newConfirmation
    }
}

/// A notice was addressed to somebody this request does not have.
struct UnknownRecipient: ClassifiedError {
    let role: Role
    var failureClass: FailureClass { .permanent }
    var description: String { "this request has no \(role.rawValue) to write to" }
}
