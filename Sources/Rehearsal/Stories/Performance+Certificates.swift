internal import Domain
internal import Notices

/// Scenes around certificates: the passphrase page, the Registration Authority, what arrives in the end.
extension Performance {
    /// How the sealed answer gets into a mail.
    enum Delivery {
        /// By the page's button.
        case button
        /// By copying the text into a reply to the desk's mail.
        case copied
    }

    /// Opens the passphrase page that is attached to `letter`.
    func open(_ letter: ReceivedLetter, by person: ScriptedPerson) throws -> OpenedPage {
        let file = letter.message.attachments.first { $0.mediaType == "text/html" }
        let page = try require("a page is attached", file)
        return try require("it opens", OpenedPage(page.content.decoded()))
    }

    /// The applicant's answer with the sealed passphrase, not sent yet.
    func sealed(
        _ passphrase: Cast.Passphrase, on letter: ReceivedLetter, by applicant: ScriptedPerson,
        _ delivery: Delivery = .button
    ) throws -> Letter {
        let page = try open(letter, by: applicant)
        expect("the page is still in time", !page.isExpired(at: now))
        let answer = try require("it offers an answer", try page.answer(sealing: passphrase.rawValue))
        switch delivery {
        case .button: return applicant.follow(answer)
        case .copied: return applicant.reply(to: letter, text: answer.body)
        }
    }

    /// The applicant opens the attached page, types the passphrase and sends the answer; the Registration
    /// Authority is asked.
    func setPassphrase(
        _ passphrase: Cast.Passphrase, on letter: ReceivedLetter, by applicant: ScriptedPerson,
        _ delivery: Delivery = .button
    ) throws -> ReceivedLetter {
        let answer = try sealed(passphrase, on: letter, by: applicant, delivery)
        let how =
            delivery == .button ? "sends what the page has prepared" : "copies the sealed text into a reply"
        let turn = try send(answer, "opens the attached page, types “\(passphrase.rawValue)”, and \(how)")
        expect(
            "\(applicant.firstName) has the confirmation, Indah of the Registration Authority the question",
            turn, [(applicant, .applicantPassphraseReceived), (Cast.indah, .authorityRequestLink)])
        return try mail(.authorityRequestLink, to: Cast.indah, in: turn)
    }

    /// The Registration Authority approves, by link or by a plain reply; the certificate is made and handed over.
    @discardableResult
    func grant(
        _ question: ReceivedLetter, to applicant: ScriptedPerson, verifier: ScriptedPerson = Cast.rina,
        notice: NoticeName = .authorityRequestLink, byReply: Bool = false, remarks: [String] = [],
        outcome: (applicant: NoticeName, verifier: NoticeName) = (
            .applicantCertificateIssued, .verifierCertificateIssued
        )
    ) throws -> ReceivedLetter {
        let indah = Cast.indah
        let letter =
            byReply
            ? indah.reply(to: question, text: (["Setuju"] + remarks).joined(separator: "\n") + "\n")
            : indah.follow(
                try button("approve", in: question, notice), edit: { FormPen.add(remarks, to: $0) })
        let said = remarks.isEmpty ? "" : ", with \(remarks.count == 1 ? "a remark" : "a fee and a note")"
        let turn = try send(letter, byReply ? "replies “Setuju”\(said)" : "approves by the link\(said)")
        expect(
            "Indah has the confirmation, \(applicant.firstName) and \(verifier.firstName) the news; nobody else",
            turn,
            [
                (indah, .authorityDecisionRecorded), (applicant, outcome.applicant),
                (verifier, outcome.verifier),
            ])
        return try mail(outcome.applicant, to: applicant, in: turn)
    }

    /// The applicant saves the certificate; it must be good.
    @discardableResult
    func keep(
        _ letter: ReceivedLetter, by person: ScriptedPerson, withKey: Bool = true,
        address: EmailAddress? = nil
    ) throws -> Keepsakes.Certificate {
        let names = letter.message.attachments.compactMap(\.filename)
        let certificate = try require(
            "the certificate is attached", Keepsakes.Certificate(letter), names.joined(separator: ", "))
        let facts = certificate.facts
        expect(
            "it is \(person.firstName)'s, made for signing, and leads to the root that came with it",
            facts.commonName == person.name && facts.maySign && certificate.isTrusted(at: now)
                && facts.addresses.contains((address ?? person.address).addrSpec),
            "\(facts.subject) for \(facts.addresses.joined(separator: ", "))")
        let suffixes = names.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
        expect(
            withKey
                ? "the key came along, locked with the passphrase, and an entry for the calendar"
                : "the key stays the one that \(person.firstName) has; an entry for the calendar came along",
            (certificate.bundle != nil) == withKey && suffixes.filter { $0 == "ics" }.count == 1,
            names.joined(separator: ", "))
        try keepsakes.keep(certificate, of: person)
        return certificate
    }

    /// What the published revocation list says about a certificate.
    func revocation(of certificate: Keepsakes.Certificate) throws -> RevocationEntry? {
        RevocationEntry(certificate.facts.serial, in: try desk.revocationList())
    }
}
