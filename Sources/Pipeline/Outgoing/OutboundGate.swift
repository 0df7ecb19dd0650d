import Domain
import Notices
import Trust

/// Queues mail within the outbound budget, in the transaction that decided on it.
///
/// Only a hard limit ends a loop between two programs. Mail that moves a request counts against the request
/// and the day; plain answers count against the address as well, since loops are made of them. Mail over
/// the budget is held, not lost.
struct OutboundGate {
    /// Seconds over which the budget is counted.
    static let window: Int64 = 86_400

    let transaction: any LedgerTransaction
    let settings: DeskSettings
    let now: Timestamp
    /// How many mails this gate held.
    private(set) var held = 0

    private var total: Int?
    private var perAddress: [EmailAddress: Int] = [:]
    private var perRequest: [RequestNumber: Int] = [:]

    init(transaction: any LedgerTransaction, settings: DeskSettings, now: Timestamp) {
        self.transaction = transaction
        self.settings = settings
        self.now = now
    }

    /// Queues the mail, or holds it.
    mutating func enqueue(_ draft: NoticeDraft, bytes: [UInt8]) throws {
        let address = draft.recipient.address
        let counts = try counts(address, draft.request)
        let decision = settings.budget.decide(
            OutboundBudget.Counts(
                address: draft.kind == .answer ? counts.address : 0,
                request: draft.request == nil ? nil : counts.request, day: counts.total))
        let mayLeave = decision == .send
        if mayLeave {
            total = counts.total + 1
            perAddress[address] = counts.address + 1
            if let request = draft.request { perRequest[request] = counts.request + 1 }
        } else {
            held += 1
        }
        _ = try transaction.enqueue(
            OutboxRecord(
                request: draft.request, notice: draft.notice.rawValue, recipient: address,
                messageID: draft.messageID, queuedAt: now, bytes: bytes, status: mayLeave ? .queued : .held))
    }

    /// Counting in the ledger is asked for once per address and request; then the gate counts itself.
    private mutating func counts(
        _ address: EmailAddress, _ request: RequestNumber?
    ) throws -> OutboundCounts {
        let knownRequest = request.map { perRequest[$0] } ?? 0
        if let total, let knownAddress = perAddress[address], let knownRequest {
            return OutboundCounts(address: knownAddress, request: knownRequest, total: total)
        }
        let counted = try transaction.outboundCounts(
            address: address, request: request, since: now + -Self.window)
        perAddress[address] = counted.address
        if let request { perRequest[request] = counted.request }
        total = counted.total
        return counted
    }
}
