import Domain
import Forms
import Notices
import Workflows

extension AnnouncementComposer {
    /// Which notice says it.
    func notice(_ announcement: Announcement, _ role: Role) throws -> NoticeName {
        let isApplicant = role == .applicant
        return switch announcement {
        case .requestOpened: .verifierRequestOpened
        case .identityAsked: .applicantIdentityLink
        case .identityFaults: .applicantIdentityFaults
        case .identityReceived: .applicantIdentityReceived
        case .verificationAsked: .verifierVerificationLink
        case .decisionAskedAgain: .verifierDecisionUnclear
        case .decisionRecorded: .verifierVerificationRecorded
        case .verificationApproved: .applicantVerificationApproved
        case .identityReturned: .applicantIdentityReturned
        case .requestRejected: .applicantRequestRejected
        case .linkRenewed: isApplicant ? .applicantLinkRenewed : .verifierLinkRenewed
        case .reminder: isApplicant ? .applicantIdentityReminder : .verifierVerificationReminder
        case .requestCancelled: isApplicant ? .applicantRequestCancelled : .verifierRequestCancelled
        case .requestExpired: isApplicant ? .applicantRequestExpired : .verifierRequestExpired
        case .applicantUnreachable: .verifierApplicantUnreachable
        }
    }

    /// Adds the values that only this announcement has, and returns the documents that go along.
    func add(
        _ announcement: Announcement, _ role: Role, _ state: RequestState, _ occasion: Occasion,
        _ locale: Locale, to values: inout [String: NoticeValue]
    ) throws -> [OutgoingMail.Attachment] {
        let words = desk.words
        switch announcement {
        case .requestOpened:
            values["warnings"] = .rows(occasion.warnings)
            values["deadline"] = .text(moment(LinkIssuer(desk: desk, now: now).expiry(of: .identity), locale))
        case .identityAsked, .linkRenewed, .reminder:
            values["documents"] = .rows(documentsAsked(locale))
        case .identityFaults:
            values["faults"] = .rows(occasion.faults)
        case .verificationAsked:
            let (rows, attachments) = try evidence(state, locale)
            values["data"] = .rows(data(state, locale))
            values["documents"] = .rows(rows)
            values["warnings"] = .rows(occasion.warnings)
            return attachments
        case .decisionAskedAgain(let line):
            values["line"] = .multiline(line)
        case .decisionRecorded(let decision):
            addDecision(decision, locale, to: &values)
        case .identityReturned(let reason), .requestCancelled(let reason):
            values["reason"] = .multiline(reason)
        case .requestRejected(let reason):
            values["reason"] = .multiline(reason)
            values["decidedBy"] = .text(state.submission.verifierName)
            values["nextStep"] = .multiline(words["reject.next", locale])
        case .applicantUnreachable(let diagnostic):
            values["address"] = .text(state.submission.applicant)
            values["diagnostic"] = .multiline(diagnostic)
        case .identityReceived, .verificationApproved, .requestExpired: break
        }
        return []
    }

    private func addDecision(
        _ decision: Announcement.Decision, _ locale: Locale, to values: inout [String: NoticeValue]
    ) {
        let (word, reason): (Wording.Key, String) =
            switch decision {
            case .approved: ("decision.approved", "")
            case .returned(let reason): ("decision.returned", reason)
            case .rejected(let reason): ("decision.rejected", reason)
            }
        values["decision"] = .text(desk.words[word, locale])
        values["reason"] = .multiline(reason)
        values["isApproved"] = .flag(word == "decision.approved")
        values["isReturned"] = .flag(word == "decision.returned")
        values["isRejected"] = .flag(word == "decision.rejected")
    }

    private func documentsAsked(_ locale: Locale) -> [[String: NoticeValue]] {
        desk.forms[.identity].fields.filter { $0.kind.isAttachment && $0.isRequired }.map { field in
            ["label": .text(field.label(locale)), "help": .text(field.help[locale] ?? "")]
        }
    }

    /// What the verifier checks: everything both people stated, in the order of the forms.
    private func data(_ state: RequestState, _ locale: Locale) -> [[String: NoticeValue]] {
        guard case .awaitingVerification(let submission, let identity) = state else { return [] }
        var seen: Set<FieldKey> = []
        var rows: [[String: NoticeValue]] = []
        let sources: [(FormDefinition, FormData)] = [
            (desk.forms[.identity], identity.form),
            (desk.forms.form(for: submission.mechanism), submission.form),
        ]
        for (definition, form) in sources {
            for field in definition.fields where !field.kind.isAttachment {
                guard let value = form[field.key.rawValue], seen.insert(field.key).inserted else { continue }
                rows.append([
                    "label": .text(field.label(locale)), "value": .text(field.kind.displayed(value, locale)),
                ])
            }
        }
        return rows
    }

    /// The documents as rows, and as attachments as long as they stay small enough to mail.
    private func evidence(
        _ state: RequestState, _ locale: Locale
    ) throws -> ([[String: NoticeValue]], [OutgoingMail.Attachment]) {
        guard case .awaitingVerification(let submission, let identity) = state else { return ([], []) }
        var rows: [[String: NoticeValue]] = []
        var attachments: [OutgoingMail.Attachment] = []
        var room = DocumentLoader.largestForward
        for document in submission.form.documents + identity.form.documents {
            let label = label(of: document, submission.mechanism, locale)
            var size = DataSize.text(document.size, locale)
            var name = document.filename
            if document.size <= room, let attachment = try documents.attachment(document) {
                room -= document.size
                attachments.append(attachment)
                name = "\(attachment.filename) (\(document.filename))"
            } else {
                size += ", " + desk.words["document.notAttached", locale]
            }
            rows.append(["label": .text(label), "name": .text(name), "size": .text(size)])
        }
        return (rows, attachments)
    }

    private func label(of document: FormData.Document, _ mechanism: Mechanism, _ locale: Locale) -> String {
        let key = FieldKey(rawValue: document.field)
        let fields = desk.forms[.identity].fields + desk.forms.form(for: mechanism).fields
        return fields.first { $0.key == key }?.label(locale) ?? document.field
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
