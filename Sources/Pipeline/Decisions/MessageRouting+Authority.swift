import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// The Registration Authority's decision, with the fee and the note it may state and, from an outside
    /// body, the certificate.
    func decideAuthority(
        _ token: TokenRecord, _ record: RequestRecord, _ action: LinkIssuer.Action, _ sender: NamedAddress
    ) throws -> Verdict {
        // Four eyes: whoever opened or owns a request never approves it, whatever the configuration became.
        guard sender.address != record.verifier, sender.address != record.applicant else {
            return .ignored("four eyes: the Registration Authority takes part in this request otherwise")
        }
        let remarks = DecisionRemarks(assessment.reply)
        switch judgement(remarks.decision, action) {
        case .clear(.approved):
            return try approve(Ruling(fee: remarks.fee, note: remarks.note, at: now), token, record)
        case .clear(.returned(let reason)):
            return try conclude(.authority(.returned(reason: reason), at: now), token, record)
        case .clear(.rejected(let reason)):
            return try conclude(.authority(.rejected(reason: reason), at: now), token, record)
        case .unclear(let line): return try askBack(.authority, line, record)
        }
    }

    private func approve(
        _ ruling: Ruling, _ token: TokenRecord, _ record: RequestRecord
    ) throws -> Verdict {
        guard desk.certification.isMailed else {
            return try conclude(.authority(.approved(ruling), at: now), token, record)
        }
        let state = try record.readState()
        if record.mechanism == .revocation { return try approveRevocation(ruling, state, token, record) }
        let sent = SentCertificate(desk: desk, now: now, message: assessment.message)
        switch try sent.fitting(state, transaction) {
        case .success(let facts):
            _ = try transaction.spend(token.digest, at: now)
            let approved = try docket.applying(
                .authority(.approved(ruling), at: now), to: record, message: assessment.record.digest,
                occasion: .init(cause: assessment.message))
            let certificate = try sent.store(facts, state, record, transaction)
            let summary = CertificateSummary(
                serial: certificate.serial, notBefore: certificate.notBefore,
                notAfter: certificate.notAfter, at: now)
            let drafts = try docket.apply(
                .execution(.made(summary), at: now), to: approved.record, message: nil,
                occasion: Occasion(delivery: sent.delivery(facts)))
            return Verdict(
                .processed, "approved, with the certificate", request: record.number,
                drafts: approved.drafts + drafts)
        case .failure(let unfit):
            let locale = desk.locale(of: token.addressee)
            let rows = unfit.problems.map { key in
                ["problem": NoticeValue.text(desk.words[key, locale])]
            }
            let drafts = try docket.apply(
                .authority(.certificateUnfit, at: now), to: record, message: assessment.record.digest,
                occasion: Occasion(cause: assessment.message, faults: rows))
            return Verdict(
                .processed, "approved without a certificate that fits; asked back", request: record.number,
                drafts: drafts)
        }
    }

    /// An outside body revokes in its own lists before it says so here.
    private func approveRevocation(
        _ ruling: Ruling, _ state: RequestState, _ token: TokenRecord, _ record: RequestRecord
    ) throws -> Verdict {
        let submission = state.submission
        guard let serial = submission.certificate, var certificate = try transaction.certificate(serial)
        else {
            return .ignored("the certificate of this revocation is not known")
        }
        _ = try transaction.spend(token.digest, at: now)
        let approved = try docket.applying(
            .authority(.approved(ruling), at: now), to: record, message: assessment.record.digest,
            occasion: .init(cause: assessment.message))
        certificate.status = .revoked
        certificate.revokedAt = now
        certificate.revocation = submission.revocation ?? .unspecified
        try transaction.update(certificate)
        let revocation = Revocation(
            serial: serial, reason: submission.revocation ?? .unspecified, at: now)
        let drafts = try docket.apply(
            .execution(.revoked(revocation), at: now), to: approved.record, message: nil)
        return Verdict(
            .processed, "revoked", request: record.number, drafts: approved.drafts + drafts)
    }
}
