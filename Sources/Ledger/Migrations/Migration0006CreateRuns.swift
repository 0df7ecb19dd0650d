/// Runs of the desk and small facts.
enum Migration0006CreateRuns: SchemaMigration {
    static let version = 6
    static let name = "0006CreateRuns"
    static let sql = """
        PRAGMA user_version = 6;

        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            stage TEXT NOT NULL,
            startedAt INTEGER NOT NULL,
            endedAt INTEGER,
            result TEXT NOT NULL DEFAULT '',
            summary TEXT NOT NULL DEFAULT ''
        ) STRICT;

        CREATE INDEX run_open ON run (result) WHERE result = '';

        CREATE TABLE fact (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
