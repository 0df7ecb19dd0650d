import Domain
import Forms
import Notices
import Trust

extension MessageRouting {
    /// Questions to one mailbox in a day; whoever forges more mails than that in its name stays without an answer.
    static let questionsPerDay = 3

    /// Undoes a trial.
    private struct Undo: Error {}

    /// A mail whose sender nothing proves. It changes nothing. Somebody the desk knows is asked at the mailbox on file
    /// whether the mail is theirs, if it would have had an effect; strangers hear nothing (no backscatter).
    func decideUnproven() throws -> Verdict {
        let reason = "the sender is not proven: \(assessment.verdict)"
        guard let claimed = assessment.message.originator, try isKnown(claimed.address) else {
            return Verdict(.ignored, reason, isRedacted: assessment.namesPassphrase)
        }
        let trial: Verdict
        do {
            trial = try tried(claimed)
        } catch let shortage as ProofShortage {
            return try ask(claimed, for: shortage)
        }
        switch trial.outcome {
        case .processed, .answered: break
        case .ignored, .quarantined, .pending:
            return Verdict(.ignored, "\(reason); \(trial.reason)", isRedacted: trial.isRedacted)
        }
        // What must not be kept cannot be confirmed later.
        guard !trial.isRedacted else { return Verdict(.ignored, reason, isRedacted: true) }
        return try askMailbox(claimed, reason)
    }

    /// Asks for what is missing: a confirmation from the mailbox, or a signature.
    func ask(_ sender: NamedAddress, for shortage: ProofShortage) throws -> Verdict {
        let reason = "the sender has not shown enough: \(assessment.verdict)"
        if shortage.isConfirmable { return try askMailbox(sender, reason) }
        guard try isKnown(sender.address) else { return .ignored("\(reason); only a signature would do") }
        let day = LocalTime(now, in: desk.settings.zone).date
        guard try transaction.reach("signature-needed", of: "\(sender.address.canonical) \(day)", at: now)
        else {
            return .ignored("\(reason); was told today that only a signature would do")
        }
        return try answer(.senderSignatureNeeded, to: sender, [:], "\(reason); only a signature would do")
    }

    /// What would come of the mail if its sender were proven. Nothing of it stays.
    private func tried(_ claimed: NamedAddress) throws -> Verdict {
        var verdict: Verdict?
        do {
            try transaction.savepoint {
                verdict = try assuming(.proven(by: .confirmation), assessment).decideProven(claimed)
                throw Undo()
            }
        } catch is Undo {
            // That was the point.
        }
        return verdict ?? .ignored("nothing would come of it")
    }

    /// The same routing with another verdict on the sender.
    func assuming(_ verdict: SenderVerdict, _ assessment: Assessment) -> MessageRouting {
        MessageRouting(
            desk: desk, transaction: transaction, now: now, assessment: assessment.assuming(verdict),
            documents: documents)
    }

    /// Whether the desk has this mailbox on file: a part in the desk, in a request, in a certificate, or a link.
    private func isKnown(_ address: EmailAddress) throws -> Bool {
        if try standing(of: address) != .stranger { return true }
        return try assessment.codes.contains { code in
            let digest = desk.digesting.digest(Array(code.code.text.utf8))
            return try transaction.token(digest)?.addressee == address
        }
    }
}
