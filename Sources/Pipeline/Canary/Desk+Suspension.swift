import Domain
import Trust

extension Desk {
    /// The desk as it has to judge now. Signatures and confirmed mailboxes go on counting while trust is suspended:
    /// they do not rest on the provider.
    func judging(by ledger: any RequestLedger) throws -> Desk {
        guard try ledger.read({ try TrustSuspension.since($0) }) != nil else { return self }
        var desk = self
        desk.settings.senderVerifier.isSuspended = true
        return desk
    }
}
