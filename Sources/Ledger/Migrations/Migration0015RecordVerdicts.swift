/// Whether each message's sender was proven, and by what, when it was decided on: what was believed then, whatever
/// the desk's settings say later. `NULL` for messages of before.
enum Migration0015RecordVerdicts: SchemaMigration {
    static let version = 15
    static let name = "0015RecordVerdicts"
    static let sql = """
        PRAGMA user_version = 15;

        ALTER TABLE message ADD COLUMN verdict TEXT;
        """
}
