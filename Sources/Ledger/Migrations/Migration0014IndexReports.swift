/// What a report of a week or a month is put together from: requests by the moment they ended, and refused mail.
enum Migration0014IndexReports: SchemaMigration {
    static let version = 14
    static let name = "0014IndexReports"
    static let sql = """
        PRAGMA user_version = 14;

        CREATE INDEX request_closed ON request (changedAt, number) WHERE state GLOB 'closed.*';
        CREATE INDEX outbox_refused ON outbox (queuedAt, id) WHERE status = 'failed';
        """
}
