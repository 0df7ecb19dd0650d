/// Messages, where they lay, how far each mailbox was taken, and the tally that `status` reads.
enum Migration0001CreateIntake: SchemaMigration {
    static let version = 1
    static let name = "0001CreateIntake"
    static let sql = """
        PRAGMA user_version = 1;

        CREATE TABLE tally (
            subject TEXT NOT NULL,
            name TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (subject, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE mailbox (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE cursor (
            mailbox INTEGER PRIMARY KEY REFERENCES mailbox (id),
            uidValidity INTEGER NOT NULL,
            next INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE message (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            size INTEGER NOT NULL,
            receivedAt INTEGER NOT NULL,
            isHeaderOnly INTEGER NOT NULL CHECK (isHeaderOnly IN (0, 1)),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            outcome TEXT NOT NULL DEFAULT 'pending'
                CHECK (outcome IN ('pending', 'processed', 'answered', 'ignored', 'quarantined')),
            reason TEXT NOT NULL DEFAULT '',
            request INTEGER
        ) STRICT;

        CREATE INDEX message_pending ON message (outcome, id) WHERE outcome = 'pending';

        CREATE TABLE position (
            mailbox INTEGER NOT NULL REFERENCES mailbox (id),
            uidValidity INTEGER NOT NULL,
            uid INTEGER NOT NULL,
            message INTEGER NOT NULL REFERENCES message (id),
            PRIMARY KEY (mailbox, uidValidity, uid)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX position_message ON position (message);

        CREATE TRIGGER message_tallyInsert AFTER INSERT ON message BEGIN
            INSERT INTO tally (subject, name, count) VALUES ('message', new.outcome, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER message_tallyUpdate AFTER UPDATE OF outcome ON message
        WHEN old.outcome <> new.outcome BEGIN
            UPDATE tally SET count = count - 1 WHERE subject = 'message' AND name = old.outcome;
            INSERT INTO tally (subject, name, count) VALUES ('message', new.outcome, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER message_tallyDelete AFTER DELETE ON message BEGIN
            UPDATE tally SET count = count - 1 WHERE subject = 'message' AND name = old.outcome;
        END;
        """
}
