import Domain
import Workflows

/// Applies events to requests inside one transaction and composes what people are told.
struct RequestDocket {
    let desk: Desk
    let transaction: any LedgerTransaction
    let now: Timestamp
    let documents: DocumentLoader

    /// Opens a request. Returns its number and the mails to write.
    func open(
        _ submission: Submission, message: Digest, occasion: Occasion
    ) throws -> (RequestNumber, [NoticeDraft]) {
        let year = LocalTime(now, in: desk.settings.zone).date.year
        let sequence = try transaction.nextSequence(.request, year: year)
        guard let number = RequestNumber(year: year, sequence: sequence),
            let applicant = EmailAddress(submission.applicant),
            let verifier = EmailAddress(submission.verifier)
        else { throw NumbersExhausted(year: year) }
        let transition = CertificateWorkflow.open(submission)
        let stored = try StoredState(transition.state)
        let record = RequestRecord(
            number: number, mechanism: submission.mechanism, state: stored.name,
            payloadVersion: stored.version, payload: stored.payload, applicantName: submission.applicantName,
            applicant: applicant, verifier: verifier, agency: submission.agency, openedAt: now,
            changedAt: now, dueAt: due(transition.state))
        try transaction.insert(record)
        try log(.submitted(submission), in: transition.state, number, message, next: stored.name)
        return (number, try carryOut(transition, record, occasion))
    }

    /// Applies `event`. Throws `Rejection` when it changes nothing.
    func apply(
        _ event: RequestEvent, to record: RequestRecord, message: Digest?, occasion: Occasion = .init()
    ) throws -> [NoticeDraft] {
        try applying(event, to: record, message: message, occasion: occasion).drafts
    }

    /// Applies `event` and gives the changed record as well, for events that follow at once. `actor` is whoever
    /// caused it, if the event itself does not say.
    func applying(
        _ event: RequestEvent, to record: RequestRecord, message: Digest?, occasion: Occasion = .init(),
        actor: Role? = nil
    ) throws -> (record: RequestRecord, drafts: [NoticeDraft]) {
        let state = try record.readState()
        let transition = try CertificateWorkflow.reduce(state, event)
        let stored = try StoredState(transition.state)
        var changed = record
        changed.state = stored.name
        changed.payloadVersion = stored.version
        changed.payload = stored.payload
        changed.changedAt = now
        if let applicant = EmailAddress(transition.state.submission.applicant) {
            changed.applicant = applicant
        }
        if transition.restartsClock || transition.state.step == nil { changed.dueAt = due(transition.state) }
        try transaction.update(changed)
        try log(
            event, in: state, record.number, message, next: stored.name, actor: actor,
            evidence: try consentEvidence(event, transition.state))
        return (changed, try carryOut(transition, changed, occasion))
    }

    private func due(_ state: RequestState) -> Timestamp? {
        state.step.map { now + (desk.settings.stepLifetimes[$0.rawValue] ?? 14 * 86_400) }
    }

    private func log(
        _ event: RequestEvent, in state: RequestState, _ number: RequestNumber, _ message: Digest?,
        next: String, actor: Role? = nil, evidence: String = ""
    ) throws {
        try transaction.append(
            EventRecord(
                at: now, request: number, name: event.name,
                actor: actor?.rawValue ?? event.actor(in: state), message: message,
                payload: "{\"state\":\"\(next)\"\(evidence)}"))
    }

    private func carryOut(
        _ transition: Transition, _ record: RequestRecord, _ occasion: Occasion
    ) throws -> [NoticeDraft] {
        let composer = AnnouncementComposer(desk: desk, now: now, documents: documents)
        let certificate = try transition.state.submission.certificate.flatMap(transaction.certificate)
        var occasion = occasion
        if case .awaitingAuthority = transition.state, occasion.service == nil {
            // Whoever decides last is told what is left of the promised time.
            occasion.service = try ServiceTime(
                transaction.events(of: record.number), of: record, desk.settings)
        }
        var drafts: [NoticeDraft] = []
        for effect in transition.effects {
            switch effect {
            case .closeLinks(let step):
                try transaction.closeTokens(of: record.number, step: step.rawValue, at: now)
            case .closeAllLinks:
                try transaction.closeTokens(of: record.number, step: nil, at: now)
            case .tell(let role, let announcement):
                let composition = try composer.compose(
                    announcement, to: role, number: record.number, state: transition.state,
                    deadline: record.dueAt, certificate: certificate, occasion: occasion)
                if !composition.tokens.isEmpty { try transaction.insert(composition.tokens) }
                drafts.append(composition.draft)
            }
        }
        return drafts
    }
}

extension RequestRecord {
    /// The state that the payload holds.
    func readState() throws -> RequestState {
        try StoredState.state(version: payloadVersion, payload: payload)
    }
}

/// No further number can be given out this year.
struct NumbersExhausted: ClassifiedError {
    let year: Int
    var failureClass: FailureClass { .permanent }
    var description: String { "no request number is left for \(year)" }
}
