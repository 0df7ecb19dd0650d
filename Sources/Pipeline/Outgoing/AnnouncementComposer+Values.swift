import Domain
import Forms
import Notices
import Workflows

extension AnnouncementComposer {
    /// What is known of every request.
    func general(_ subject: Subject) -> [String: NoticeValue] {
        let (submission, locale) = (subject.submission, subject.locale)
        var values: [String: NoticeValue] = [
            "number": .text(subject.number.description),
            "mechanism": .text(desk.words.mechanism(submission.mechanism, locale)),
            "verifierName": .text(submission.verifierName), "agency": .text(submission.agency),
            "applicantName": .text(submission.applicantName),
            "applicantAddress": .text(submission.applicant), "isUrgent": .flag(submission.isUrgent),
            "changes": .rows(changes(submission, locale)),
            "authorityName": .text(desk.settings.service.authorityName),
            "serial": .text((subject.certificate?.serial ?? submission.certificate)?.description ?? ""),
            "requestedBy": .text(
                submission.openedBy == .applicant ? submission.applicantName : submission.verifierName),
            "reason": .text(revocationReason(submission, locale)),
            "isKeyCompromise": .flag(submission.isUrgent),
            "documents": .rows(documentsAsked(locale)),
            "warnings": .rows(subject.occasion.warnings), "faults": .rows(subject.occasion.faults),
            "nextStep": .multiline(
                desk.words[subject.role == .verifier ? "reject.next.verifier" : "reject.next", locale]),
        ]
        if let until = subject.certificate?.notAfter {
            values["validUntil"] = .text(moment(until, locale))
            values["previousUntil"] = .text(day(until, locale))
        }
        return values
    }

    /// Adds the values that only this announcement has, and returns the documents that go along.
    func add(
        _ subject: Subject, to values: inout [String: NoticeValue]
    ) throws -> [OutgoingMail.Attachment] {
        let (words, locale) = (desk.words, subject.locale)
        switch subject.announcement {
        case .requestOpened:
            let issuer = LinkIssuer(desk: desk, now: now)
            values["deadline"] = .text(moment(issuer.expiry(of: .identity), locale))
            values["needsConfirmation"] = .flag(subject.submission.confirmation != nil)
            values["dueAt"] = .text(moment(promisedEnd(subject), locale))
        case .verificationAsked:
            return try addEvidence(subject, to: &values)
        case .authorityAsked:
            return try addDossier(subject, to: &values)
        case .decisionAskedAgain(_, let line):
            values["line"] = .multiline(line)
        case .decisionRecorded(let judgement):
            addDecision(judgement, subject, to: &values)
        case .identityReturned(let role, let reason):
            values["reason"] = .multiline(reason)
            values["verifierName"] = .text(person(role, subject))
        case .authorityReturned(let reason), .amendmentAsked(let reason):
            values["reason"] = .multiline(reason)
            values["returnedBy"] = .text(words["actor.authority", locale])
        case .amendmentFaults:
            values["reason"] = .multiline(words["amendment.faults", locale])
            values["returnedBy"] = .text(words["actor.desk", locale])
        case .requestCancelled(let reason): values["reason"] = .multiline(cancelling(reason, subject))
        case .requestRejected(let role, let reason):
            values["reason"] = .multiline(reason)
            values["decidedBy"] = .text(person(role, subject))
        case .applicantUnreachable(let diagnostic):
            values["address"] = .text(subject.submission.applicant)
            values["diagnostic"] = .multiline(diagnostic)
            if case .awaitingIdentity(_, draft: nil) = subject.state {
                let number = ["number": subject.number.description]
                values["link.correct"] = .link(
                    MailtoLink(
                        recipient: desk.settings.address,
                        subject: words["link.correct.subject", locale, number],
                        body: words["link.correct.body", locale] + " "))
            }
        case .confirmationAsked(let mailbox): values["isNewAddress"] = .flag(mailbox == .new)
        case .passphraseAskedAgain: values["isAgain"] = .flag(true)
        case .linkRenewed(let step), .reminder(let step):
            values["isNewAddress"] = .flag(step == .newConfirmation)
            if step == .amendment { addCorrection(subject, to: &values) }
        case .serviceTimeUsed(let percent, _): addServiceTime(percent, subject, to: &values)
        case .authorityReleased:
            values["state"] = .text(words.state(subject.state.name, locale))
        case .certificateIssued(let summary), .certificateRenewed(let summary),
            .certificateUpdated(let summary):
            return try addCertificate(summary, subject, to: &values)
        case .certificateRevoked(let revocation):
            values["serial"] = .text(revocation.serial.description)
            values["revokedAt"] = .text(moment(revocation.at, locale))
            addRuling(subject, to: &values)
        // No reason stands above it, and nothing has to be put right.
        case .consentWithdrawn: values["nextStep"] = .multiline(words["withdraw.next", locale])
        case .identityAsked, .identityFaults, .identityReceived, .passphraseAsked, .passphraseUnreadable,
            .passphraseReceived, .revocationReceived, .certificateUnfit, .requestExpired:
            break
        }
        return []
    }

    /// The reason of a cancellation; the desk's own words about it in the recipient's language.
    private func cancelling(_ reason: String, _ subject: Subject) -> String {
        guard case .closed(_, .cancelled(let role, _, _), _) = subject.state else { return reason }
        let actor: Wording.Key = role == .verifier ? "actor.verifier" : "actor.applicant"
        let words = { (locale: Locale) in
            desk.words["cancel.reason", locale, ["actor": desk.words[actor, locale]]]
        }
        return reason == words(desk.settings.locale) ? words(subject.locale) : reason
    }

    private func addDecision(
        _ judgement: Judgement, _ subject: Subject, to values: inout [String: NoticeValue]
    ) {
        let (word, reason): (Wording.Key, String) =
            switch judgement {
            case .approved: ("decision.approved", "")
            case .returned(let reason): ("decision.returned", reason)
            case .rejected(let reason): ("decision.rejected", reason)
            }
        values["decision"] = .text(desk.words[word, subject.locale])
        values["reason"] = .multiline(reason)
        values["isApproved"] = .flag(word == "decision.approved")
        values["isReturned"] = .flag(word == "decision.returned")
        values["isRejected"] = .flag(word == "decision.rejected")
        addRuling(subject, to: &values)
    }

    /// A fee and a note that the Registration Authority stated with its approval.
    func addRuling(_ subject: Subject, to values: inout [String: NoticeValue]) {
        let ruling: Ruling? =
            switch subject.state {
            case .awaitingExecution(_, _, let ruling): ruling
            case .closed(_, _, let ruling): ruling
            case .awaitingIdentity, .awaitingVerification, .awaitingCorrection, .awaitingPassphrase,
                .awaitingConfirmation, .awaitingAuthority, .awaitingAmendment:
                nil
            }
        values["note"] = .multiline(ruling?.note ?? "")
        values["hasNote"] = .flag(ruling?.note != nil)
        values["chargedFee"] = .text(ruling?.fee ?? "")
        values["hasFee"] = .flag(ruling?.fee != nil)
    }

    private func addCorrection(_ subject: Subject, to values: inout [String: NoticeValue]) {
        guard case .awaitingAmendment(_, let correction) = subject.state else { return }
        values["reason"] = .multiline(correction.reason)
        values["returnedBy"] = .text(desk.words["actor.authority", subject.locale])
    }

    private func addServiceTime(
        _ percent: Int, _ subject: Subject, to values: inout [String: NoticeValue]
    ) {
        let locale = subject.locale
        values["percent"] = .text(String(percent))
        values["isOverdue"] = .flag(percent >= 100)
        values["waitingFor"] = .text(
            subject.state.actor.map { person($0, subject) } ?? desk.words["actor.desk", locale])
        guard let service = subject.occasion.service else { return }
        values["dueAt"] = .text(moment(service.stopwatch.dueAt ?? now, locale))
        values["waitingSince"] = .text(moment(service.since, locale))
    }

    /// A person's name, or what the role is called.
    private func person(_ role: Role, _ subject: Subject) -> String {
        switch role {
        case .applicant: subject.submission.applicantName
        case .verifier: subject.submission.verifierName
        case .registrationAuthority: desk.words["actor.authority", subject.locale]
        case .officer, .administrator: desk.words["actor.desk", subject.locale]
        }
    }

    /// When the promised time ends if nothing has to be waited for.
    func promisedEnd(_ subject: Subject) -> Timestamp {
        if let due = subject.occasion.service?.stopwatch.dueAt { return due }
        let service = desk.settings.service
        let clock: ServiceClock =
            subject.submission.mechanism == .revocation
            ? .elapsed(service.revocationTime)
            : .service(desk.settings.calendar, days: service.promisedDays)
        return clock.moment(after: clock.promised, from: now)
    }

    private func documentsAsked(_ locale: Locale) -> [[String: NoticeValue]] {
        desk.forms[.identity].fields.filter { $0.kind.isAttachment && $0.isRequired }.map { field in
            ["label": .text(field.label(locale)), "help": .text(field.help[locale] ?? "")]
        }
    }

    /// The reason as the form words it; empty unless it is a revocation.
    private func revocationReason(_ submission: Submission, _ locale: Locale) -> String {
        guard let value = submission.form[FieldKey.reason.rawValue] else { return "" }
        let field = desk.forms[.revocation].fields.first { $0.key == .reason }
        return field?.kind.displayed(value, locale) ?? value
    }
}

/// Sizes as people read them.
enum DataSize {
    /// `812 KB`, `1,4 MB` (Indonesian comma) or `1.4 MB`.
    static func text(_ octets: Int, _ locale: Locale) -> String {
        guard octets >= 1_000_000 else { return "\(max(1, (octets + 500) / 1000)) KB" }
        let tenths = (octets + 50_000) / 100_000
        return "\(tenths / 10)\(locale == .indonesian ? "," : ".")\(tenths % 10) MB"
    }
}
