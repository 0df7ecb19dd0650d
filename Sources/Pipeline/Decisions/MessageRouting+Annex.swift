import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// A list of people: every good row opens a request of its own, all faults of the others go into one answer.
    func decideAnnex(
        _ annex: AnnexReading, _ mechanism: Mechanism, _ verifier: Verifier, _ sender: NamedAddress
    ) throws -> Verdict {
        let definition = desk.forms.form(for: mechanism)
        let wording = FaultRows(
            desk: desk, definition: definition, locale: verifier.locale, isMasking: false)
        var problems = annex.faults.map { desk.faultWording.sentence(for: $0, definition, verifier.locale) }
        problems += annex.letterFaults.map {
            desk.faultWording.sentence(for: $0, definition, verifier.locale)
        }
        var opened: [[String: NoticeValue]] = []
        var faults: [[String: NoticeValue]] = []
        var drafts: [NoticeDraft] = []
        for row in problems.isEmpty ? annex.rows : [] {
            let wrong = wording.rows(row.reading.faults)
            let refused =
                wrong.isEmpty ? try open(row, mechanism, verifier, wording, &opened, &drafts) : wrong
            faults += refused.map { Self.named($0, row) }
        }
        if !problems.isEmpty {
            faults = annex.questions.flatMap { question in
                wording.rows(question.faults).map { Self.named($0, question.row) }
            }
        }
        let summary = try answer(
            .verifierBatchSummary, to: sender,
            [
                "opened": .text(String(opened.count)),
                "failed": .text(
                    String(problems.isEmpty ? annex.rows.count - opened.count : annex.rows.count)),
                "requests": .rows(opened), "faults": .rows(faults),
                "annexProblem": .multiline(problems.joined(separator: "\n")),
                "hasProblem": .flag(!problems.isEmpty),
            ], "a list with \(annex.rows.count) people, \(opened.count) requests opened")
        return Verdict(
            opened.isEmpty ? .answered : .processed, summary.reason, drafts: drafts + summary.drafts)
    }

    /// Opens the request of one row, or says what speaks against it.
    private func open(
        _ row: AnnexRow, _ mechanism: Mechanism, _ verifier: Verifier, _ wording: FaultRows,
        _ opened: inout [[String: NoticeValue]], _ drafts: inout [NoticeDraft]
    ) throws -> [[String: NoticeValue]] {
        let opening = RequestOpening(
            desk: desk, transaction: transaction, now: now, message: assessment.record.digest,
            opener: .verifier(verifier), wording: wording)
        switch try opening.submission(mechanism, row.reading) {
        case .failure(let refusal): return refusal.rows
        case .success(let submission):
            let (number, mails) = try docket.open(
                submission, message: assessment.record.digest,
                occasion: .init(
                    cause: assessment.message, warnings: wording.rows(row.reading.warnings)))
            // One summary tells the verifier about all of them.
            drafts += mails.filter { $0.recipient.address != verifier.address }
            opened.append([
                "row": .text(String(row.number)), "name": .text(submission.applicantName),
                "number": .text(number.description),
            ])
            return []
        }
    }

    private static func named(_ fault: [String: NoticeValue], _ row: AnnexRow) -> [String: NoticeValue] {
        fault.merging(
            [
                "row": .text(String(row.number)),
                "name": .text(row.reading.values[.name]?.normalized ?? "–"),
            ]
        ) { own, _ in own }
    }
}
