public import Domain

/// Signs and publishes the revocation list of the desk's own authority (RFC 5280 section 5).
public struct RevocationListing {
    /// The file below `spool/exports`, DER.
    public static let fileName = "sertipos.crl"
    private static let numberKey = "crl-number"
    private static let nextKey = "crl-next-update"

    private let desk: Desk
    private let ledger: any RequestLedger
    private let exports: any ExportFolder

    /// The list of the certificates in `ledger`, published in `exports`.
    public init(desk: Desk, ledger: any RequestLedger, exports: any ExportFolder) {
        self.desk = desk
        self.ledger = ledger
        self.exports = exports
    }

    /// What stands on a list signed at `now`: every certificate of our own that was ended before its time and
    /// whose time is not over.
    public static func entries(_ view: any LedgerView, at now: Timestamp) throws -> [RevokedCertificate] {
        try view.revokedCertificates(since: now).map { certificate in
            RevokedCertificate(
                serial: certificate.serial, revokedAt: certificate.revokedAt ?? now,
                reason: certificate.revocation ?? .unspecified)
        }
    }

    /// Opens the authority's key and publishes a fresh list now, due or not. Whoever calls holds the run lock.
    /// Does nothing for an outside body, which keeps its own list.
    public func publish() throws {
        guard case .embedded(let open) = desk.certification.maker else { return }
        try publish(try open())
    }

    /// Whether the list has to be signed anew because half of its time is over, or for the first time.
    static func isDue(_ view: any LedgerView, settings: DeskSettings, now: Timestamp) throws -> Bool {
        guard let next = try view.fact(nextKey).flatMap({ Int64($0) }) else { return false }
        return now.seconds >= next - settings.service.revocationListLifetime / 2
    }

    /// Makes a fresh list due at once, in the transaction that ended a certificate.
    static func requireFresh(_ transaction: any LedgerTransaction, at now: Timestamp) throws {
        try transaction.setFact(nextKey, String(now.seconds))
    }

    /// The first list comes with the first certificate; a desk that makes none needs no authority. Said in the
    /// transaction that hands the certificate over, so that a run that dies behind it leaves the list to the next.
    static func requireFirst(_ transaction: any LedgerTransaction, at now: Timestamp) throws {
        guard try transaction.fact(nextKey) == nil else { return }
        try transaction.setFact(nextKey, String(now.seconds))
    }

    /// After a restore: leaves out every number the desk may have used since the backup, as no desk signs more than
    /// one list a second, and makes a fresh list due. A desk that never signed one goes on as it is.
    static func skipNumbers(
        _ transaction: any LedgerTransaction, since backup: Timestamp, at now: Timestamp
    ) throws {
        guard let number = try transaction.fact(numberKey).flatMap({ Int64($0) }) else { return }
        try transaction.setFact(numberKey, String(number + max(0, now - backup) + 1))
        try requireFresh(transaction, at: now)
    }

    /// Signs the list, with one certificate more if that is to be, and publishes it. The number is used up
    /// before the list is signed, so that no two lists ever bear the same.
    func publish(_ authority: any CertificateAuthority, adding entry: RevokedCertificate? = nil) throws {
        let now = desk.clock.now()
        let (number, entries) = try ledger.write { transaction in
            let number = (try transaction.fact(Self.numberKey).flatMap { Int64($0) } ?? 0) + 1
            try transaction.setFact(Self.numberKey, String(number))
            return (number, try Self.entries(transaction, at: now))
        }
        let next = now + desk.settings.service.revocationListLifetime
        let all = entries.filter { $0.serial != entry?.serial } + [entry].compactMap(\.self)
        let list = try authority.revocationList(all, number: number, thisUpdate: now, nextUpdate: next)
        try exports.export(list, as: Self.fileName)
        try ledger.write { try $0.setFact(Self.nextKey, String(next.seconds)) }
    }
}
