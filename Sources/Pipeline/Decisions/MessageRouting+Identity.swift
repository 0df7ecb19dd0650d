import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// The applicant's answer: complete, or what was right is kept and the rest asked for again.
    func decideIdentity(
        _ token: TokenRecord, _ record: RequestRecord, _ sender: NamedAddress
    ) throws -> Verdict {
        let state = try record.readState()
        let reading = desk.reader(.identity).read(assessment.message)
        let digest = assessment.record.digest
        let data = reading.data(from: digest)
        let kept = Self.kept(state)
        let wording = FaultRows(
            desk: desk, definition: desk.forms[.identity], locale: desk.locale(of: sender.address),
            isMasking: true)
        var rows = wording.rows(reading.faults.filter { !Self.isAnswered($0, by: kept) })
        if let stated = data["nik"], let expected = state.submission.form["nik"], stated != expected {
            rows.append(wording.row(.nik, desk.words["fault.nikdiffers", wording.locale]))
        }
        let docket = docket
        guard rows.isEmpty else {
            var draft = data
            if data["nik"] != state.submission.form["nik"] { draft.values["nik"] = nil }
            let drafts = try docket.apply(
                .identity(.faulty(draft: draft), at: now), to: record, message: digest,
                occasion: .init(cause: assessment.message, faults: rows))
            return Verdict(
                .processed, "identity data with \(rows.count) faults; asked back", request: record.number,
                drafts: drafts)
        }
        // Before the step's links are closed: a closed one cannot be spent.
        _ = try transaction.spend(token.digest, at: now)
        let drafts = try docket.apply(
            .identity(.complete(data), at: now), to: record, message: digest,
            occasion: .init(cause: assessment.message, warnings: wording.rows(reading.warnings)))
        return Verdict(.processed, "identity data complete", request: record.number, drafts: drafts)
    }

    /// What an earlier answer got right, documents included: nobody has to send it twice.
    private static func kept(_ state: RequestState) -> FormData {
        switch state {
        case .awaitingIdentity(_, let draft): draft ?? FormData()
        case .awaitingCorrection(_, let identity, _): identity.form
        case .awaitingVerification, .awaitingPassphrase, .awaitingConfirmation, .awaitingAuthority,
            .awaitingAmendment, .awaitingExecution, .closed:
            FormData()
        }
    }

    /// Whether a fault only says that something is missing which is here already.
    static func isAnswered(_ fault: FormFault, by kept: FormData) -> Bool {
        guard let key = fault.key?.rawValue else { return false }
        switch fault.problem {
        case .missing, .placeholderLeft: return kept[key] != nil
        case .attachmentMissing: return kept.documents.contains { $0.field == key }
        case .malformed, .conflicting, .noneOf, .swapped, .looksLike, .birthDateDiffers, .joinedLines,
            .nearlyLabel, .attachmentTooLarge, .attachmentWrongType, .attachmentDamaged, .attachmentUnclear:
            return false
        }
    }
}
