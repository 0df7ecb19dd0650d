import Domain

extension RequestState {
    /// An ended request without what people filled in: no NIK, birth data, address, phone, no file names and no
    /// free words of theirs. How it ended, when, by whom and the digests of its documents stay. `nil` while it is
    /// open: what is still needed is not taken away.
    public var withoutIdentity: RequestState? {
        guard case .closed(let submission, let outcome, let ruling) = self else { return nil }
        let decided = ruling.map { Ruling(fee: $0.fee, note: nil, at: $0.at) }
        return .closed(submission.withoutIdentity, outcome.withoutWords, decided)
    }

    /// The same, without the applicant's name and mailbox as well.
    public var withoutPeople: RequestState? {
        guard case .closed(let submission, let outcome, let ruling) = withoutIdentity else { return nil }
        return .closed(submission.withoutApplicant, outcome, ruling)
    }
}

extension Outcome {
    /// The outcome without the reason that somebody wrote, which may quote anything.
    var withoutWords: Outcome {
        switch self {
        case .rejected(let role, _, let moment): .rejected(by: role, reason: "", at: moment)
        case .cancelled(let role, _, let moment): .cancelled(by: role, reason: "", at: moment)
        case .issued, .renewed, .updated, .revoked, .withdrawn, .expired: self
        }
    }
}

extension FormData {
    /// The digests of the documents alone.
    var withoutIdentity: FormData {
        FormData(documents: documents.map(\.withoutName))
    }
}

extension FormData.Document {
    /// The document without the name its sender gave it.
    fileprivate var withoutName: FormData.Document {
        FormData.Document(self, filename: "")
    }
}
