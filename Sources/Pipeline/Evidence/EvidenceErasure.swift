public import Domain
import Workflows

/// Erasure on demand: documents, identity data, name and mailbox of one ended request, and the key that could
/// read them in a backup.
///
/// Used inside a transaction of the caller, as a mail that asks for it is decided in one. Files go before the
/// transaction ends; if it does not come about, asking again does the rest.
public struct EvidenceErasure {
    /// What went, or would go.
    public struct Outcome: Sendable, Hashable, Codable {
        /// The request.
        public let number: String
        /// Mails destroyed.
        public let mails: Int
        /// A letter that opened other requests as well stays until the last of them is purged.
        public let sharedLetterStays: Bool
        /// Certificates in force keep the holder's data, which revoking them needs, until they end.
        public let certificatesInForce: [String]
    }

    private let spool: any EvidenceSpool
    private let now: Timestamp

    /// Erasure at `now`. Whoever calls holds the run lock.
    public init(spool: any EvidenceSpool, now: Timestamp) {
        self.spool = spool
        self.now = now
    }

    /// What ``erase(_:reason:actor:isForced:_:)`` would do; throws what it would throw.
    public func plan(
        _ number: RequestNumber, isForced: Bool = false, _ view: any LedgerView
    ) throws -> Outcome {
        let record = try admit(number, isForced, view)
        let removal = IdentityRemoval(spool: spool, now: now)
        let mails = try removal.mails(of: number, view)
        return try outcome(record, mails, view)
    }

    /// Erases the request and writes down that, why and by whom. Throws ``ErasureError`` if it is open, or if
    /// its certificate is in force and nobody insists.
    public func erase(
        _ number: RequestNumber, reason: String, actor: Role = .administrator, isForced: Bool = false,
        _ transaction: any LedgerTransaction
    ) throws -> Outcome {
        let record = try admit(number, isForced, transaction)
        let removal = IdentityRemoval(spool: spool, now: now)
        let mails = try removal.mails(of: number, transaction)
        let outcome = try outcome(record, mails, transaction)
        try removal.destroy(mails)
        let event = try removal.event(
            "evidence-erased", record, actor: actor.rawValue, mails: mails.count, reason: reason)
        try removal.forget(record, isErased: true, event: event, transaction)
        try transaction.setRest(mails.map(\.id), .gone)
        for certificate in try Self.certificates(of: number, transaction) where certificate.end < now {
            try transaction.forgetHolder(of: certificate.serial)
        }
        return outcome
    }

    private func admit(
        _ number: RequestNumber, _ isForced: Bool, _ view: any LedgerView
    ) throws -> RequestRecord {
        guard let record = try view.request(number) else { throw ErasureError(.unknown, number) }
        guard case .closed = try record.readState() else { throw ErasureError(.open(record.state), number) }
        if record.applicantName.isEmpty, try view.isPurged(number) {
            throw ErasureError(.erasedBefore, number)
        }
        if !isForced, let certificate = try inForce(number, view).first {
            throw ErasureError(.inForce(certificate.serial.tail, until: certificate.notAfter), number)
        }
        return record
    }

    private func outcome(
        _ record: RequestRecord, _ mails: [MessageRecord], _ view: any LedgerView
    ) throws -> Outcome {
        let opening = try view.events(of: record.number).first?.event.message
        let letter = try opening.flatMap { try view.message($0) }
        let isShared = letter.map { $0.request == nil && !mails.map(\.id).contains($0.id) } ?? false
        return Outcome(
            number: record.number.description, mails: mails.count, sharedLetterStays: isShared,
            certificatesInForce: try inForce(record.number, view).map(\.serial.description))
    }

    private func inForce(_ number: RequestNumber, _ view: any LedgerView) throws -> [CertificateRecord] {
        try Self.certificates(of: number, view).filter { $0.end >= now }
    }

    private static func certificates(
        of number: RequestNumber, _ view: any LedgerView
    ) throws -> [CertificateRecord] {
        var filter = CertificateFilter()
        filter.request = number
        return try view.certificates(filter)
    }
}

/// Why a request cannot be erased.
public struct ErasureError: ClassifiedError, Hashable {
    /// The kinds of obstacle.
    public enum Problem: Sendable, Hashable {
        /// There is no such request.
        case unknown
        /// It has not ended; this is its state.
        case open(String)
        /// Its certificate, with these last digits, is in force.
        case inForce(String, until: Timestamp)
        /// Nothing of the kind is left.
        case erasedBefore
    }

    /// The obstacle.
    public let problem: Problem
    /// The request.
    public let number: RequestNumber

    init(_ problem: Problem, _ number: RequestNumber) {
        self.problem = problem
        self.number = number
    }

    /// A person has to decide.
    public var failureClass: FailureClass { .permanent }

    /// What is in the way, and what to do.
    public var description: String {
        switch problem {
        case .unknown: "no request \(number) in this desk; `sertipos request list` shows those there are"
        case .open(let state):
            "request \(number) is open (\(state)): end it first with `sertipos request cancel \(number)`, or "
                + "insist with --force, which cancels it"
        case .inForce(let serial, let until):
            "the certificate …\(serial) of \(number) is in force until \(until); revoke it first, or insist "
                + "with --force: its evidence is gone then, while people still rely on it"
        case .erasedBefore: "request \(number) was erased before; nothing is left to erase"
        }
    }
}
