/// Mail that goes out before all other, and the few queued ones of that kind by number.
enum Migration0007AddUrgency: SchemaMigration {
    static let version = 7
    static let name = "0007AddUrgency"
    static let sql = """
        PRAGMA user_version = 7;

        ALTER TABLE outbox ADD COLUMN isUrgent INTEGER NOT NULL DEFAULT 0 CHECK (isUrgent IN (0, 1));

        CREATE INDEX outbox_urgent ON outbox (status, id, nextAttemptAt, attempts)
            WHERE status = 'queued' AND isUrgent = 1;
        """
}
