/// What must be done once, such as the notice that a certificate ends in thirty days.
enum Migration0011CreateMilestones: SchemaMigration {
    static let version = 11
    static let name = "0011CreateMilestones"
    static let sql = """
        PRAGMA user_version = 11;

        CREATE TABLE milestone (
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (kind, subject)
        ) STRICT, WITHOUT ROWID;
        """
}
