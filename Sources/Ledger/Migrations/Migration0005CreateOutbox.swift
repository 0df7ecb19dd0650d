/// Outgoing mail. Octets lie in a table of their own, so that walking the outbox stays cheap; `outbound` counts
/// mail per second and per hour, for each recipient and (under the empty name) altogether, for the budget.
enum Migration0005CreateOutbox: SchemaMigration {
    static let version = 5
    static let name = "0005CreateOutbox"
    static let sql = """
        PRAGMA user_version = 5;

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            messageID TEXT NOT NULL UNIQUE,
            request INTEGER,
            notice TEXT NOT NULL,
            recipient TEXT NOT NULL,
            queuedAt INTEGER NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('queued', 'held', 'sending', 'sent', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            nextAttemptAt INTEGER NOT NULL,
            lastReply TEXT NOT NULL DEFAULT ''
        ) STRICT;

        CREATE TABLE outboxContent (
            outbox INTEGER PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE INDEX outbox_request ON outbox (request) WHERE request IS NOT NULL;
        CREATE INDEX outbox_queued ON outbox (status, id, nextAttemptAt) WHERE status = 'queued';
        CREATE INDEX outbox_held ON outbox (status, id) WHERE status = 'held';
        CREATE INDEX outbox_sending ON outbox (status, id) WHERE status = 'sending';

        CREATE TABLE outbound (
            recipient TEXT NOT NULL COLLATE NOCASE,
            span INTEGER NOT NULL CHECK (span IN (1, 3600)),
            start INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (recipient, span, start)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER outbox_tallyInsert AFTER INSERT ON outbox BEGIN
            INSERT INTO tally (subject, name, count) VALUES ('outbox', new.status, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER outbox_tallyUpdate AFTER UPDATE OF status ON outbox
        WHEN old.status <> new.status BEGIN
            UPDATE tally SET count = count - 1 WHERE subject = 'outbox' AND name = old.status;
            INSERT INTO tally (subject, name, count) VALUES ('outbox', new.status, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER outbox_tallyDelete AFTER DELETE ON outbox BEGIN
            UPDATE tally SET count = count - 1 WHERE subject = 'outbox' AND name = old.status;
        END;

        CREATE TRIGGER outbox_outboundInsert AFTER INSERT ON outbox WHEN new.status <> 'held' BEGIN
            INSERT INTO outbound (recipient, span, start, count) VALUES
                (new.recipient, 1, new.queuedAt, 1),
                (new.recipient, 3600, new.queuedAt - new.queuedAt % 3600, 1),
                ('', 1, new.queuedAt, 1),
                ('', 3600, new.queuedAt - new.queuedAt % 3600, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TRIGGER outbox_outboundRelease AFTER UPDATE OF status ON outbox
        WHEN old.status = 'held' AND new.status <> 'held' BEGIN
            INSERT INTO outbound (recipient, span, start, count) VALUES
                (new.recipient, 1, new.queuedAt, 1),
                (new.recipient, 3600, new.queuedAt - new.queuedAt % 3600, 1),
                ('', 1, new.queuedAt, 1),
                ('', 3600, new.queuedAt - new.queuedAt % 3600, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        """
}
