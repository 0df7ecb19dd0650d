import Domain
import Forms
import Notices
import Workflows

extension AnnouncementComposer {
    /// The form a step asks for, with what is known already.
    func asked(_ step: Step, _ state: RequestState) -> (
        definition: FormDefinition, values: [FieldKey: String]
    )? {
        switch step {
        case .identity:
            let definition = desk.forms[.identity]
            return (definition, prefill(definition, known(state), showsNumber: false))
        case .amendment:
            let definition = desk.forms.form(for: state.submission.mechanism)
            let showsNumber = state.actor(of: .amendment) == .verifier
            return (definition, prefill(definition, state.submission.form, showsNumber: showsNumber))
        case .verification, .passphrase, .confirmation, .newConfirmation, .authority: return nil
        }
    }

    /// Fresh links for the step.
    func issueLinks(_ step: Step, _ subject: Subject) throws -> LinkIssuer.Links {
        let form = asked(step, subject.state).map { form in
            FormWriter(locale: subject.locale, mechanism: subject.submission.mechanism)
                .compact(form.definition, values: form.values)
        }
        return try LinkIssuer(desk: desk, now: now).issue(
            step, for: subject.number, to: subject.recipient.address, locale: subject.locale,
            form: form ?? "")
    }

    /// The form as it stands in the mail itself, with its code, so that a plain reply works too.
    func printed(
        _ form: (definition: FormDefinition, values: [FieldKey: String]), _ links: LinkIssuer.Links,
        _ subject: Subject
    ) -> String {
        "\(desk.words["link.code", subject.locale]): \(links.replyCode.text)\n\n"
            + FormWriter(locale: subject.locale, mechanism: subject.submission.mechanism)
            .blank(form.definition, values: form.values)
    }

    /// The passphrase page for these links, as an attachment.
    func page(
        _ links: LinkIssuer.Links, _ subject: Subject, _ values: inout [String: NoticeValue]
    ) throws -> OutgoingMail.Attachment {
        let issuer = LinkIssuer(desk: desk, now: now)
        let sealed = PassphraseDesk(
            name: desk.settings.name, address: desk.settings.address,
            key: desk.certification.sealing.currentKey, zone: desk.settings.zone)
        guard let token = links.tokens.first,
            let settings = PassphrasePageSettings(
                desk: sealed, number: subject.number, code: links.replyCode,
                nonce: PassphraseNonce.nonce(of: token, desk.digesting),
                replyAddress: issuer.replyAddress(links.replyCode), expiresAt: links.expiresAt,
                holderName: subject.submission.applicantName, holderAddress: subject.recipient.address,
                locale: subject.locale)
        else { throw UnansweredStep(step: .passphrase) }
        let name = "passphrase-\(subject.number).html"
        values["attachment"] = .text(name)
        if let base = desk.settings.service.passphrasePage {
            values["link.page"] = .webLink(PassphrasePage.staticLink(base: base, settings))
        }
        return OutgoingMail.Attachment(
            filename: name, mediaType: "text/html",
            bytes: Array(desk.page.render(settings, digesting: desk.digesting).utf8))
    }

    /// What is known already, except consent, and except the NIK for an applicant: it is never mailed to an
    /// applicant's address in full, and a masked one could be sent back as if it were a value.
    private func prefill(
        _ definition: FormDefinition, _ known: FormData, showsNumber: Bool
    ) -> [FieldKey: String] {
        var values: [FieldKey: String] = [:]
        for field in definition.fields where !field.kind.isAttachment && field.kind != .consent {
            if field.key == .nik, !showsNumber { continue }
            values[field.key] = known[field.key.rawValue]
        }
        return values
    }

    private func known(_ state: RequestState) -> FormData {
        switch state {
        case .awaitingIdentity(let submission, let draft):
            draft.map { submission.form.merged(with: $0) } ?? submission.form
        case .awaitingCorrection(let submission, let identity, _):
            submission.form.merged(with: identity.form)
        case .awaitingVerification, .awaitingPassphrase, .awaitingConfirmation, .awaitingAuthority,
            .awaitingAmendment, .awaitingExecution, .closed:
            FormData()
        }
    }
}

/// The nonce that binds a sealed passphrase to one link.
enum PassphraseNonce {
    /// Follows from the stored digest of the link's code, so that nothing else has to be kept, and tells
    /// nothing about the code.
    static func nonce(of token: TokenRecord, _ digesting: any Digesting) -> String {
        let digest = digesting.digest(Array("sertipos passphrase nonce \(token.digest.hex)".utf8))
        return Base32.encode(Array(digest.bytes.prefix(20)))
    }
}
