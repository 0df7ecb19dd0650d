/// Open requests in indices of their own, which stay small however many requests are closed. GLOB and not LIKE,
/// since a connection's setting could change what LIKE means, and with it what the indices hold.
enum Migration0008IndexOpenRequests: SchemaMigration {
    static let version = 8
    static let name = "0008IndexOpenRequests"
    static let sql = """
        PRAGMA user_version = 8;

        CREATE INDEX request_open ON request (openedAt, number) WHERE state NOT GLOB 'closed.*';
        CREATE INDEX request_openVerifier ON request (verifier, openedAt, number)
            WHERE state NOT GLOB 'closed.*';
        """
}
