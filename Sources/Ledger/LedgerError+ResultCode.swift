import GRDB

extension LedgerError {
    /// The error an SQLite result code stands for (https://www.sqlite.org/rescode.html).
    ///
    /// SQLite's message names tables and columns, never values, so it may be logged.
    init(_ error: DatabaseError) {
        let context = "\(error.message ?? "no message") [SQLite \(error.extendedResultCode.rawValue)]"
        self.init(Self.code(of: error), context)
    }

    /// Runs `body` and turns what SQLite throws into a `LedgerError`; other errors pass unchanged.
    static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw LedgerError(error)
        }
    }

    private static func code(of error: DatabaseError) -> Code {
        switch error.extendedResultCode {
        case .SQLITE_IOERR_NOMEM: .outOfMemory
        case .SQLITE_IOERR_CORRUPTFS: .damaged
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy
        case .SQLITE_FULL: .storageFull
        case .SQLITE_IOERR: .inputOutput
        case .SQLITE_NOMEM: .outOfMemory
        case .SQLITE_ABORT, .SQLITE_INTERRUPT, .SQLITE_SCHEMA: .aborted
        case .SQLITE_CORRUPT, .SQLITE_FORMAT: .damaged
        case .SQLITE_NOTADB: .foreignFile
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
        case .SQLITE_CANTOPEN, .SQLITE_NOLFS: .cannotOpen
        case .SQLITE_CONSTRAINT:
            error.message?.contains("outbox.messageID") == true ? .duplicateMessageID : .duplicate
        default: .misuse
        }
    }
}
