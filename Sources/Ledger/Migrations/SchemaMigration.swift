import GRDB

/// One step of the schema. A step that was shipped is never changed: string literals only, no types of ours.
protocol SchemaMigration: SendableMetatype {
    /// Its position, from 1 without gaps; also the `user_version` it leaves.
    static var version: Int { get }
    /// What it does, as in the file's name.
    static var name: String { get }
    /// The statements.
    static var sql: String { get }
}

/// All steps in order.
enum Schema {
    /// `sert` in ASCII: tells a ledger from any other SQLite file.
    static let applicationID: Int64 = 0x7365_7274

    /// Marks a new file as ours.
    static let claim = "PRAGMA application_id = 0x73657274"

    static let migrations: [any SchemaMigration.Type] = [
        Migration0001CreateIntake.self,
        Migration0002CreateRequests.self,
        Migration0003CreateEvents.self,
        Migration0004CreateTokens.self,
        Migration0005CreateOutbox.self,
        Migration0006CreateRuns.self,
        Migration0007AddUrgency.self,
        Migration0008IndexOpenRequests.self,
        Migration0009CreateCertificates.self,
        Migration0010CreateCases.self,
        Migration0011CreateMilestones.self,
        Migration0012CreateConfirmations.self,
        Migration0013AddEvidence.self,
        Migration0014IndexReports.self,
        Migration0015RecordVerdicts.self,
    ]

    /// The version this program knows.
    static let latest = migrations.count

    /// GRDB's migrator runs each step in a transaction of its own and remembers it by name.
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            let sql = migration.sql
            migrator.registerMigration(migration.name) { try $0.execute(sql: sql) }
        }
        return migrator
    }()
}
