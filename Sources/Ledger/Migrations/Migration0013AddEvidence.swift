/// Sealed mail: where the octets of each message are, the wrapped data keys, and what was purged. The partial
/// indices hold only what is still to be done, so they stay small however long the desk lives.
enum Migration0013AddEvidence: SchemaMigration {
    static let version = 13
    static let name = "0013AddEvidence"
    static let sql = """
        PRAGMA user_version = 13;

        CREATE TABLE evidenceKey (
            owner INTEGER PRIMARY KEY,
            wrapped BLOB,
            createdAt INTEGER NOT NULL,
            destroyedAt INTEGER,
            CHECK ((wrapped IS NULL) = (destroyedAt IS NOT NULL))
        ) STRICT;

        CREATE TRIGGER evidenceKey_noRevival BEFORE UPDATE ON evidenceKey
        WHEN old.destroyedAt IS NOT NULL BEGIN
            SELECT RAISE(ABORT, 'a destroyed key stays destroyed');
        END;

        ALTER TABLE message ADD COLUMN rest TEXT NOT NULL DEFAULT 'plain'
            CHECK (rest IN ('plain', 'sealed', 'gone'));

        CREATE INDEX message_unsealed ON message (id)
            WHERE rest = 'plain' AND outcome NOT IN ('pending', 'quarantined');
        CREATE INDEX message_filed ON message (request, id) WHERE request IS NOT NULL AND rest <> 'gone';
        CREATE INDEX message_stray ON message (outcome, receivedAt, id)
            WHERE request IS NULL AND rest <> 'gone' AND outcome <> 'pending';

        ALTER TABLE request ADD COLUMN purgedAt INTEGER;

        CREATE INDEX request_ended ON request (changedAt, number)
            WHERE purgedAt IS NULL AND state GLOB 'closed.*';
        CREATE INDEX request_named ON request (changedAt, number)
            WHERE purgedAt IS NOT NULL AND applicant <> 'erased@erased.invalid';

        CREATE INDEX casefile_ended ON casefile (changedAt, number)
            WHERE status <> 'awaitingOfficer' AND citizen <> 'erased@erased.invalid';

        CREATE INDEX certificate_identified ON certificate (min(notAfter, coalesce(revokedAt, notAfter)))
            WHERE coalesce(nik, nip) IS NOT NULL;

        -- A last mail to somebody who was erased still has to leave; then its address goes, too.
        CREATE TRIGGER outbox_forget AFTER UPDATE OF status ON outbox
        WHEN new.status IN ('sent', 'failed') AND new.notice GLOB 'applicant.*' AND EXISTS (
            SELECT 1 FROM request WHERE number = new.request AND applicant = 'erased@erased.invalid'
        ) BEGIN
            DELETE FROM outbound WHERE recipient = new.recipient;
            UPDATE outbox SET recipient = 'erased@erased.invalid', lastReply = '' WHERE id = new.id;
        END;
        """
}
