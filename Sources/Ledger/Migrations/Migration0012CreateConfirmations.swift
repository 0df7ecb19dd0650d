/// Questions to mailboxes whose mail nothing proves, wrong one-time codes, and mail counted by domain.
///
/// Domains are counted in `outbound` under `@domain`, beside recipients and the empty name for all mail.
enum Migration0012CreateConfirmations: SchemaMigration {
    static let version = 12
    static let name = "0012CreateConfirmations"
    static let sql = """
        PRAGMA user_version = 12;

        CREATE TABLE confirmation (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
            message BLOB NOT NULL CHECK (length(message) = 32),
            addressee TEXT NOT NULL COLLATE NOCASE,
            issuedAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            answeredAt INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX confirmation_addressee ON confirmation (addressee, issuedAt);

        CREATE TABLE wrongCode (
            subject TEXT NOT NULL COLLATE NOCASE,
            at INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (subject, at)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX wrongCode_at ON wrongCode (at);

        CREATE TRIGGER outbox_domainInsert AFTER INSERT ON outbox WHEN new.status <> 'held' BEGIN
            INSERT INTO outbound (recipient, span, start, count) VALUES
                (substr(new.recipient, instr(new.recipient, '@')), 1, new.queuedAt, 1),
                (substr(new.recipient, instr(new.recipient, '@')), 3600, new.queuedAt - new.queuedAt % 3600, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER outbox_domainRelease AFTER UPDATE OF status ON outbox
        WHEN old.status = 'held' AND new.status <> 'held' BEGIN
            INSERT INTO outbound (recipient, span, start, count) VALUES
                (substr(new.recipient, instr(new.recipient, '@')), 1, new.queuedAt, 1),
                (substr(new.recipient, instr(new.recipient, '@')), 3600, new.queuedAt - new.queuedAt % 3600, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        """
}
