import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// A registered verifier's mail: a form opens a request or comes back with all its faults at once.
    func decideSubmission(_ verifier: Verifier, _ sender: NamedAddress) throws -> Verdict {
        let locale = verifier.locale
        guard let submission = assessment.submission else {
            // It carried a code that is none of ours.
            return try answer(
                .senderNotUnderstood, to: sender, ["words": helpRows(locale)], "an unknown code")
        }
        guard let mechanism = submission.mechanism, let reading = submission.form else {
            return try answer(.senderMechanismUnclear, to: sender, [:], "no mechanism is named")
        }
        guard submission.isForm else {
            return try answer(
                .senderNotUnderstood, to: sender, ["words": helpRows(locale)], "neither form nor command")
        }
        let definition = desk.forms.form(for: mechanism)
        let wording = FaultRows(desk: desk, definition: definition, locale: locale, isMasking: false)
        var rows = wording.rows(reading.faults)
        rows += try ownFaults(reading, mechanism, verifier, wording)
        guard rows.isEmpty, let address = reading.values[.email].flatMap({ EmailAddress($0.normalized) })
        else {
            return try sendBack(reading, definition, rows, verifier, sender)
        }
        let opened = try docket.open(
            Submission(
                mechanism: mechanism, verifier: verifier.address, verifierName: verifier.name,
                agency: verifier.agency, applicant: address,
                applicantName: reading.values[.name]?.normalized ?? address.addrSpec,
                form: reading.data(from: assessment.record.digest), openedAt: now),
            message: assessment.record.digest,
            occasion: .init(cause: assessment.message, warnings: wording.rows(reading.warnings)))
        return Verdict(.processed, "request opened", request: opened.0, drafts: opened.1)
    }

    /// What the form alone cannot know: four eyes, open requests, and what this desk does by mail.
    private func ownFaults(
        _ reading: FormReading, _ mechanism: Mechanism, _ verifier: Verifier, _ wording: FaultRows
    ) throws -> [[String: NoticeValue]] {
        let locale = verifier.locale
        guard mechanism == .issuance else {
            let name = desk.words.mechanism(mechanism, locale)
            return [wording.row("type", desk.words["fault.unavailable", locale, ["mechanism": name]])]
        }
        guard let address = reading.values[.email].flatMap({ EmailAddress($0.normalized) }) else { return [] }
        if address == verifier.address {
            return [wording.row(.email, desk.words["fault.sameperson", locale])]
        }
        var filter = RequestFilter()
        filter.applicant = address
        filter.mechanism = mechanism
        filter.limit = 20
        let open = try transaction.requests(filter).first { !$0.state.hasPrefix("closed.") }
        guard let open else { return [] }
        let number = open.verifier == verifier.address ? open.number.description : "–"
        return [wording.row(.email, desk.words["fault.alreadyopen", locale, ["number": number]])]
    }

    private func sendBack(
        _ reading: FormReading, _ definition: FormDefinition, _ rows: [[String: NoticeValue]],
        _ verifier: Verifier, _ sender: NamedAddress
    ) throws -> Verdict {
        let locale = verifier.locale
        let form = FormWriter(locale: locale).prefilled(definition, from: reading)
        let mechanism = definition.name.mechanism.map { desk.words.mechanism($0, locale) } ?? ""
        return try answer(
            .verifierSubmissionFaults, to: sender,
            [
                "mechanism": .text(mechanism), "agency": .text(verifier.agency), "faults": .rows(rows),
                "form": .preformatted(form),
            ], "a form with \(rows.count) faults")
    }
}
