import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// A form that opens a request or comes back with all its faults at once.
    func decideSubmission(_ opener: RequestOpening.Opener, _ sender: NamedAddress) throws -> Verdict {
        let locale = desk.locale(of: sender.address)
        guard let submission = assessment.submission else {
            // It carried a code that is none of ours.
            return try answer(
                .senderNotUnderstood, to: sender, ["words": helpRows(locale)], "an unknown code")
        }
        guard let mechanism = submission.mechanism, let reading = submission.form else {
            return try answer(.senderMechanismUnclear, to: sender, [:], "no mechanism is named")
        }
        if let annex = submission.annex, case .verifier(let verifier) = opener {
            return try decideAnnex(annex, mechanism, verifier, sender)
        }
        guard submission.isForm else {
            return try answer(
                .senderNotUnderstood, to: sender, ["words": helpRows(locale)], "neither form nor command")
        }
        let definition = desk.forms.form(for: mechanism)
        let isOwner = if case .owner = opener { true } else { false }
        let wording = FaultRows(desk: desk, definition: definition, locale: locale, isMasking: isOwner)
        // An owner speaks for themselves: no letter has to vouch for them.
        let faults = reading.faults.filter { !(isOwner && $0.problem == .attachmentMissing) }
        let rows = wording.rows(faults)
        let opening = RequestOpening(
            desk: desk, transaction: transaction, now: now, message: assessment.record.digest,
            opener: opener, wording: wording)
        switch try opening.submission(mechanism, reading) {
        case .success(let submission) where rows.isEmpty:
            let opened = try docket.open(
                submission, message: assessment.record.digest,
                occasion: .init(cause: assessment.message, warnings: wording.rows(reading.warnings)))
            return Verdict(.processed, "request opened", request: opened.0, drafts: opened.1)
        case .success: return try sendBack(reading, definition, rows, sender)
        case .failure(let refusal):
            return try sendBack(reading, definition, rows + Self.new(refusal.rows, beside: rows), sender)
        }
    }

    /// What is wrong with a field already need not be said twice.
    private static func new(
        _ refused: [[String: NoticeValue]], beside rows: [[String: NoticeValue]]
    ) -> [[String: NoticeValue]] {
        refused.filter { row in !rows.contains { $0["field"] == row["field"] } }
    }

    private func sendBack(
        _ reading: FormReading, _ definition: FormDefinition, _ rows: [[String: NoticeValue]],
        _ sender: NamedAddress
    ) throws -> Verdict {
        let locale = desk.locale(of: sender.address)
        let doubted = Set(reading.faults.compactMap(\.key))
        let known = reading.normalizedValues.filter { key, _ in
            // A holder's own form comes back without the NIK: it is mailed to verifier and authority only.
            !doubted.contains(key) && (key != .nik || desk.verifiers[sender.address] != nil)
        }
        let form = FormWriter(locale: locale).blank(definition, values: known)
        let mechanism = definition.name.mechanism.map { desk.words.mechanism($0, locale) } ?? ""
        let agency = desk.verifiers[sender.address]?.agency ?? sender.address.addrSpec
        return try answer(
            .verifierSubmissionFaults, to: sender,
            [
                "mechanism": .text(mechanism), "agency": .text(agency), "faults": .rows(rows),
                "form": .preformatted(form),
            ], "a form with \(rows.count) faults")
    }

    /// The form of an update or revocation that the Registration Authority returned.
    func decideAmendment(
        _ token: TokenRecord, _ record: RequestRecord, _ sender: NamedAddress
    ) throws -> Verdict {
        let state = try record.readState()
        let old = state.submission
        let definition = desk.forms.form(for: old.mechanism)
        let reading = desk.reader(definition.name).read(assessment.message)
        let isOwner = old.openedBy == .applicant
        let wording = FaultRows(
            desk: desk, definition: definition, locale: desk.locale(of: sender.address), isMasking: isOwner)
        var form = old.form.merged(with: reading.data(from: assessment.record.digest))
        // Who the certificate belongs to was settled when the request was opened.
        for key in ["name", "nik", "nip", "email", "serial-number"] { form.values[key] = old.form[key] }
        let opening = RequestOpening(
            desk: desk, transaction: transaction, now: now, message: assessment.record.digest,
            opener: isOwner ? .owner(sender) : .verifier(verifier(sender, of: old)), wording: wording)
        try opening.complete(&form, of: old)
        let faults = reading.faults.filter { fault in
            !Self.isAnswered(fault, by: old.form) && !(isOwner && fault.problem == .attachmentMissing)
        }
        let rows = try wording.rows(faults) + opening.participants(in: form)
        guard rows.isEmpty else {
            let drafts = try docket.apply(
                .amendment(.faulty, at: now), to: record, message: assessment.record.digest,
                occasion: .init(cause: assessment.message, faults: rows))
            return Verdict(
                .processed, "the mended form has \(rows.count) faults; asked back",
                request: record.number, drafts: drafts)
        }
        let code = RequestOpening.revocationCode(old.mechanism, form["reason"], desk)
        return try conclude(
            .amendment(.complete(old.amended(form, revocation: code)), at: now), token, record,
            occasion: .init(cause: assessment.message, warnings: wording.rows(reading.warnings)))
    }

    /// The verifier who mends a form, even if no longer registered since it was opened.
    private func verifier(_ sender: NamedAddress, of submission: Submission) -> Verifier {
        desk.verifiers[sender.address]
            ?? Verifier(
                address: sender.address, name: submission.verifierName, agency: submission.agency,
                locale: desk.settings.locale)
    }
}
