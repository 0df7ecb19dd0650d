internal import Domain
internal import Glibc

/// How old the last backup is, once one was made.
struct BackupCheck: HealthCheck {
    static let name = "backup"

    /// The ledger's fact: the moment of the last backup, in seconds.
    static let key = "backup-taken"
    /// A backup older than this is too old, in seconds.
    static let freshness: Int64 = 8 * 86_400

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        guard access(subject.live.folder.ledger, F_OK) == 0 else { return [] }
        let fact = try subject.live.ledger(readOnly: true).read { try $0.fact(Self.key) }
        guard let taken = fact.flatMap({ Int64($0.prefix { $0 != " " }) }) else { return [] }
        let age = subject.now - Timestamp(seconds: taken)
        let text = "the last one is \(age / 86_400) days old"
        return age > Self.freshness
            ? [.warn(Self.name, text, remedy: "make a backup, and let cron make one every day")]
            : [.ok(Self.name, text)]
    }
}
