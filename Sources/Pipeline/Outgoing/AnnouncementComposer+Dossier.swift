import Domain
import Forms
import Notices
import Workflows

extension AnnouncementComposer {
    /// What the verifier checks: everything both people stated, with the documents.
    func addEvidence(
        _ subject: Subject, to values: inout [String: NoticeValue]
    ) throws -> [OutgoingMail.Attachment] {
        let forms = forms(subject.state)
        let (rows, attachments) = try evidence(forms, subject)
        values["data"] = .rows(data(forms, subject.locale))
        values["documents"] = .rows(rows)
        return attachments
    }

    /// What the Registration Authority judges: the data, the checks done so far, the documents, and the sealed
    /// passphrase if it is the one to open it.
    func addDossier(
        _ subject: Subject, to values: inout [String: NoticeValue]
    ) throws -> [OutgoingMail.Attachment] {
        guard case .awaitingAuthority(let submission, let dossier) = subject.state else { return [] }
        var attachments = try addEvidence(subject, to: &values)
        let mechanism = submission.mechanism
        if submission.openedBy == .applicant { values["verifierName"] = .text(submission.applicantName) }
        values["isIssuance"] = .flag(mechanism == .issuance)
        values["isRenewal"] = .flag(mechanism == .renewal)
        values["isUpdate"] = .flag(mechanism == .update)
        values["isRevocation"] = .flag(mechanism == .revocation)
        values["checks"] = .rows(checks(submission, dossier, subject.locale).map { ["check": .text($0)] })
        values["dueAt"] = .text(moment(promisedEnd(subject), subject.locale))
        let isMailed = desk.certification.isMailed
        values["needsCertificate"] = .flag(isMailed && mechanism != .revocation)
        if isMailed, case .person(_, _, let sealed) = dossier,
            let jwe = try documents.sealedText(sealed, desk.digesting)
        {
            values["hasSealed"] = .flag(true)
            attachments.append(
                OutgoingMail.Attachment(
                    filename: "passphrase-\(subject.number).jwe", mediaType: "application/jose",
                    bytes: Array(jwe.utf8)))
        }
        return attachments
    }

    /// Old value and new value of each field that an update changes.
    func changes(_ submission: Submission, _ locale: Locale) -> [[String: NoticeValue]] {
        guard submission.mechanism == .update else { return [] }
        return UpdateFields.pairs(in: desk.forms[.update]).compactMap { pair in
            guard let new = submission.form[pair.new.key.rawValue] else { return nil }
            let old = submission.form[pair.old.key.rawValue]
            return [
                "label": .text(UpdateFields.label(of: pair, desk.forms[.issuance], locale)),
                "old": .text(old.map { pair.old.kind.displayed($0, locale) } ?? "–"),
                "new": .text(pair.new.kind.displayed(new, locale)),
            ]
        }
    }

    private func checks(_ submission: Submission, _ dossier: Dossier, _ locale: Locale) -> [String] {
        let words = desk.words
        let opened = words[
            submission.openedBy == .applicant ? "check.opened.owner" : "check.opened.verifier", locale,
            ["name": submission.verifierName, "moment": moment(submission.openedAt, locale)]]
        switch dossier {
        case .person(let identity, let approval, let sealed):
            return [
                opened,
                words["check.identity", locale, ["moment": moment(identity.receivedAt, locale)]],
                words[
                    "check.verified", locale,
                    ["name": submission.verifierName, "moment": moment(approval.at, locale)]],
                words["check.sealed", locale, ["moment": moment(sealed.receivedAt, locale)]],
            ]
        case .change(let confirmedAt):
            return [opened]
                + (confirmedAt.map { [words["check.confirmed", locale, ["moment": moment($0, locale)]]] }
                    ?? [])
        case .revocation: return [opened]
        }
    }

    /// The forms that hold what is known in this state, the later one first.
    private func forms(_ state: RequestState) -> [(definition: FormDefinition, data: FormData)] {
        let submission = state.submission
        let opening = (definition: desk.forms.form(for: submission.mechanism), data: submission.form)
        let identity: Identity? =
            switch state {
            case .awaitingVerification(_, let identity), .awaitingPassphrase(_, let identity, _): identity
            case .awaitingAuthority(_, .person(let identity, _, _)),
                .awaitingExecution(_, .person(let identity, _, _), _):
                identity
            case .awaitingIdentity, .awaitingCorrection, .awaitingConfirmation, .awaitingAmendment,
                .awaitingAuthority, .awaitingExecution, .closed:
                nil
            }
        return (identity.map { [(desk.forms[.identity], $0.form)] } ?? []) + [opening]
    }

    /// Everything stated, in the order of the forms; of a field in both, the later word.
    private func data(
        _ forms: [(definition: FormDefinition, data: FormData)], _ locale: Locale
    ) -> [[String: NoticeValue]] {
        var seen: Set<FieldKey> = []
        var rows: [[String: NoticeValue]] = []
        for (definition, form) in forms {
            // What an update changes stands in a list of its own.
            for field in definition.fields where !field.kind.isAttachment && !UpdateFields.isPart(field) {
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
        _ forms: [(definition: FormDefinition, data: FormData)], _ subject: Subject
    ) throws -> ([[String: NoticeValue]], [OutgoingMail.Attachment]) {
        let locale = subject.locale
        var rows: [[String: NoticeValue]] = []
        var attachments: [OutgoingMail.Attachment] = []
        var room = DocumentLoader.largestForward
        for document in forms.reversed().flatMap(\.data.documents) {
            let key = FieldKey(rawValue: document.field)
            let field = forms.lazy.flatMap(\.definition.fields).first { $0.key == key }
            var size = DataSize.text(document.size, locale)
            var name = document.filename
            if document.size <= room, let attachment = try documents.attachment(document) {
                room -= document.size
                attachments.append(attachment)
                name = "\(attachment.filename) (\(document.filename))"
            } else {
                size += ", " + desk.words["document.notAttached", locale]
            }
            rows.append([
                "label": .text(field?.label(locale) ?? document.field), "name": .text(name),
                "size": .text(size),
            ])
        }
        return (rows, attachments)
    }
}

/// The pairs of fields of the update form: `old-name` and `new-name`.
enum UpdateFields {
    /// Whether a field says what was or what shall be.
    static func isPart(_ field: FormField) -> Bool {
        field.key.rawValue.hasPrefix("old-") || field.key.rawValue.hasPrefix("new-")
    }

    /// What both fields of a pair are about, as the form `plain` calls it: `Jabatan`.
    static func label(
        of pair: (old: FormField, new: FormField), _ plain: FormDefinition, _ locale: Locale
    ) -> String {
        let name = pair.old.key.rawValue.dropFirst(4)
        return plain.fields.first { $0.key.rawValue == name }?.label(locale) ?? pair.old.label(locale)
    }

    /// The pairs, in the order of the form.
    static func pairs(in definition: FormDefinition) -> [(old: FormField, new: FormField)] {
        definition.fields.compactMap { new in
            guard new.key.rawValue.hasPrefix("new-") else { return nil }
            let name = "old-" + new.key.rawValue.dropFirst(4)
            return definition.fields.first { $0.key.rawValue == name }.map { ($0, new) }
        }
    }
}
