/// Requests and the counters their numbers come from.
enum Migration0002CreateRequests: SchemaMigration {
    static let version = 2
    static let name = "0002CreateRequests"
    static let sql = """
        PRAGMA user_version = 2;

        CREATE TABLE counter (
            series INTEGER NOT NULL,
            year INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (series, year)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE request (
            number INTEGER PRIMARY KEY,
            mechanism TEXT NOT NULL,
            state TEXT NOT NULL,
            payloadVersion INTEGER NOT NULL,
            payload TEXT NOT NULL,
            applicantName TEXT NOT NULL,
            applicant TEXT NOT NULL COLLATE NOCASE,
            verifier TEXT NOT NULL COLLATE NOCASE,
            agency TEXT NOT NULL,
            openedAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            dueAt INTEGER
        ) STRICT;

        CREATE INDEX request_opened ON request (openedAt, number);
        CREATE INDEX request_state ON request (state, openedAt, number);
        CREATE INDEX request_mechanism ON request (mechanism, openedAt, number);
        CREATE INDEX request_applicant ON request (applicant, openedAt, number);
        CREATE INDEX request_verifier ON request (verifier, openedAt, number);
        CREATE INDEX request_due ON request (dueAt, number) WHERE dueAt IS NOT NULL;

        CREATE TRIGGER request_tallyInsert AFTER INSERT ON request BEGIN
            INSERT INTO tally (subject, name, count) VALUES ('request', new.state, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER request_tallyUpdate AFTER UPDATE OF state ON request
        WHEN old.state <> new.state BEGIN
            UPDATE tally SET count = count - 1 WHERE subject = 'request' AND name = old.state;
            INSERT INTO tally (subject, name, count) VALUES ('request', new.state, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER request_tallyDelete AFTER DELETE ON request BEGIN
            UPDATE tally SET count = count - 1 WHERE subject = 'request' AND name = old.state;
        END;
        """
}
