/// One-time links. Rows lie in the order of issue, so that the tokens of one request share a page.
///
/// Digests are random, and a random place in one large index is a page read, journalled and written for each
/// token. So the index is cut into eras of 8,192 tokens: new tokens fill the few pages of the latest era, and a
/// look-up asks era after era, the latest first.
enum Migration0004CreateTokens: SchemaMigration {
    static let version = 4
    static let name = "0004CreateTokens"
    static let sql = """
        PRAGMA user_version = 4;

        CREATE TABLE token (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            request INTEGER NOT NULL,
            step TEXT NOT NULL,
            action TEXT NOT NULL,
            addressee TEXT NOT NULL,
            issuedAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            spentAt INTEGER,
            closedAt INTEGER
        ) STRICT;

        CREATE UNIQUE INDEX token_digest ON token (id / 8192, digest);
        CREATE INDEX token_request ON token (request);
        """
}
