internal import Domain
internal import Glibc
internal import Ledger

/// The desk's memory: the structure of the file, and the chain of the audit log.
struct LedgerCheck: HealthCheck {
    static let name = "ledger"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let path = subject.live.folder.ledger
        guard access(path, F_OK) == 0 else {
            return [.ok(Self.name, "not there yet; the first run makes it")]
        }
        let ledger = try SQLiteLedger(path: path, digesting: subject.live.digesting, readOnly: true)
        try ledger.checkQuickly()
        let engine = try ledger.engine()
        guard engine.journalMode == "delete" else {
            return [
                .fail(
                    Self.name, "its journal mode is \(engine.journalMode): a commit promises something else",
                    remedy: "close other programs on the ledger and run `sertipos run`, which sets it right",
                    .dataError)
            ]
        }
        let chain = try ledger.read { try $0.verifyChain() }
        if let broken = chain.firstBroken {
            return [
                .fail(
                    Self.name, "the audit log is broken at event \(broken): altered or missing",
                    remedy: "keep a copy of the file, restore a backup, and find out who did it", .dataError)
            ]
        }
        return [.ok(Self.name, "whole; \(chain.count) events in an unbroken chain")]
    }
}
