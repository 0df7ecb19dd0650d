/// Cases of citizens and officials. The table is not called `case`, which is a word of SQL.
enum Migration0010CreateCases: SchemaMigration {
    static let version = 10
    static let name = "0010CreateCases"
    static let sql = """
        PRAGMA user_version = 10;

        CREATE TABLE casefile (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            citizen TEXT NOT NULL COLLATE NOCASE,
            citizenName TEXT NOT NULL,
            subject TEXT NOT NULL,
            message BLOB NOT NULL CHECK (length(message) = 32),
            laporNumber TEXT,
            openedAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            answeredAt INTEGER
        ) STRICT;

        CREATE INDEX casefile_opened ON casefile (openedAt, number);
        CREATE INDEX casefile_kind ON casefile (kind, openedAt, number);
        CREATE INDEX casefile_status ON casefile (status, openedAt, number);
        CREATE INDEX casefile_citizen ON casefile (citizen, openedAt, number);
        """
}
