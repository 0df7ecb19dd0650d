/// What a report of a week or a month is put together from: requests by the moment they ended, and refused mail.
enum Migration0012IndexReports: SchemaMigration {
    static let version = 12
    static let name = "0012IndexReports"
    static let sql = """
        PRAGMA user_version = 12;

        CREATE INDEX request_ended ON request (changedAt, number) WHERE state GLOB 'closed.*';
        CREATE INDEX outbox_refused ON outbox (queuedAt, id) WHERE status = 'failed';
        """
}
