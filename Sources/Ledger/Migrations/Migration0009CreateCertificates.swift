/// Certificates. Serial numbers have 20 octets, with zeros in front, so that they sort by value. Octets lie in
/// a table of their own, so that walking the certificates stays cheap; what was to be signed never changes.
enum Migration0009CreateCertificates: SchemaMigration {
    static let version = 9
    static let name = "0009CreateCertificates"
    static let sql = """
        PRAGMA user_version = 9;

        CREATE TABLE certificate (
            serial BLOB PRIMARY KEY CHECK (length(serial) = 20),
            issuer TEXT NOT NULL,
            request INTEGER,
            holder TEXT NOT NULL,
            address TEXT NOT NULL COLLATE NOCASE,
            nik TEXT,
            nip TEXT,
            verifier TEXT NOT NULL COLLATE NOCASE,
            agency TEXT NOT NULL,
            notBefore INTEGER NOT NULL,
            notAfter INTEGER NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('prepared', 'valid', 'revoked', 'abandoned')),
            isOurs INTEGER NOT NULL CHECK (isOurs IN (0, 1)),
            replacedBy BLOB CHECK (replacedBy IS NULL OR length(replacedBy) = 20),
            revokedAt INTEGER,
            revocation TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE certificateContent (
            certificate BLOB PRIMARY KEY NOT NULL REFERENCES certificate (serial) ON DELETE CASCADE,
            toBeSigned BLOB NOT NULL,
            der BLOB NOT NULL
        ) STRICT;

        CREATE INDEX certificate_expiry ON certificate (notAfter, serial);
        CREATE INDEX certificate_status ON certificate (status, notAfter, serial);
        CREATE INDEX certificate_address ON certificate (address, notAfter, serial);
        CREATE INDEX certificate_nik ON certificate (nik, notAfter, serial) WHERE nik IS NOT NULL;
        CREATE INDEX certificate_nip ON certificate (nip, notAfter, serial) WHERE nip IS NOT NULL;
        CREATE INDEX certificate_request ON certificate (request, notAfter, serial)
            WHERE request IS NOT NULL;

        CREATE TRIGGER certificateContent_noChange BEFORE UPDATE OF certificate, toBeSigned
        ON certificateContent BEGIN
            SELECT RAISE(ABORT, 'what was to be signed never changes');
        END;
        """
}
