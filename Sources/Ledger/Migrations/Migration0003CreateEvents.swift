/// The audit log, which grows only, and the one row that says where its chain ends.
enum Migration0003CreateEvents: SchemaMigration {
    static let version = 3
    static let name = "0003CreateEvents"
    static let sql = """
        PRAGMA user_version = 3;

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            request INTEGER,
            name TEXT NOT NULL,
            actor TEXT NOT NULL,
            message BLOB CHECK (message IS NULL OR length(message) = 32),
            payload TEXT NOT NULL,
            link BLOB NOT NULL CHECK (length(link) = 32)
        ) STRICT;

        CREATE INDEX event_request ON event (request, sequence) WHERE request IS NOT NULL;

        CREATE TABLE chain (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL,
            head BLOB NOT NULL CHECK (length(head) = 32)
        ) STRICT;

        INSERT INTO chain (id, count, head) VALUES (1, 0, zeroblob(32));

        CREATE TRIGGER event_noUpdate BEFORE UPDATE ON event BEGIN
            SELECT RAISE(ABORT, 'the event log is append-only');
        END;

        CREATE TRIGGER event_noDelete BEFORE DELETE ON event BEGIN
            SELECT RAISE(ABORT, 'the event log is append-only');
        END;

        CREATE TRIGGER event_noReplace BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event WHERE sequence = new.sequence) BEGIN
            SELECT RAISE(ABORT, 'the event log is append-only');
        END;

        CREATE TRIGGER chain_noDelete BEFORE DELETE ON chain BEGIN
            SELECT RAISE(ABORT, 'the event log is append-only');
        END;

        CREATE TRIGGER chain_onlyForward BEFORE UPDATE ON chain WHEN new.count <> old.count + 1 BEGIN
            SELECT RAISE(ABORT, 'the event log is append-only');
        END;
        """
}
