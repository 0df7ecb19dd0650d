import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// The passphrase page's answer: a seal for one of the links that are out, or something that is refused.
    func decidePassphrase(
        _ token: TokenRecord, _ record: RequestRecord, _ sender: NamedAddress
    ) throws -> Verdict {
        guard let jwe = SealedTextScanner.find(in: assessment.message.body) else {
            // The last line of a seal that was cut short looks like a passphrase, and is none.
            let isPlain =
                !SealedTextScanner.isBegun(in: assessment.reply.freshText)
                && PlainPassphrase.isLikely(in: assessment.reply, subject: assessment.message.subject)
            return isPlain
                ? try refusePlainPassphrase(sender) : try askForSeal(record, "no sealed passphrase in it")
        }
        guard let (found, sealed) = try usable(jwe, token, record) else {
            return try askForSeal(record, "the seal cannot be used")
        }
        return try conclude(.passphrase(.sealed(sealed), at: now), found, record)
    }

    /// Refuses a mail that holds a passphrase in plain text: it has no effect, and its octets go.
    func refusePlainPassphrase(_ sender: NamedAddress) throws -> Verdict {
        let answer = try answer(
            .senderPassphraseRefused, to: sender, [:], "a passphrase in plain text; refused and redacted")
        return Verdict(answer.outcome, answer.reason, drafts: answer.drafts, isRedacted: true)
    }

    /// The live link this seal was made for. Any that is out for the step will do: people open an older mail.
    private func usable(
        _ jwe: String, _ token: TokenRecord, _ record: RequestRecord
    ) throws -> (TokenRecord, SealedPassphrase)? {
        let live = try transaction.tokens(of: record.number).filter { other in
            other.step == token.step && other.addressee == token.addressee && other.spentAt == nil
                && other.closedAt == nil && other.expiresAt > now
        }
        for candidate in [token] + live.filter({ $0.digest != token.digest }).prefix(8) {
            let nonce = PassphraseNonce.nonce(of: candidate, desk.digesting)
            do {
                try desk.certification.sealing.check(
                    SealedText(jwe: jwe, request: record.number, nonce: nonce))
            } catch {
                if (error as? any ClassifiedError)?.failureClass == .transient { throw error }
                continue
            }
            let sealed = SealedPassphrase(
                message: assessment.record.digest, digest: desk.digesting.digest(Array(jwe.utf8)),
                nonce: nonce, receivedAt: now)
            return (candidate, sealed)
        }
        return nil
    }

    /// Sends a fresh page, at most four a day.
    private func askForSeal(_ record: RequestRecord, _ reason: String) throws -> Verdict {
        let recent = try transaction.tokens(of: record.number).count { other in
            other.step == Step.passphrase.rawValue && now - other.issuedAt < OutboundGate.window
        }
        guard recent < 4 else { return .ignored("\(reason), and four pages were sent today") }
        let drafts = try docket.apply(
            .passphrase(.unreadable, at: now), to: record, message: assessment.record.digest,
            occasion: .init(cause: assessment.message))
        return Verdict(
            .processed, "\(reason); a fresh page was sent", request: record.number, drafts: drafts)
    }
}
