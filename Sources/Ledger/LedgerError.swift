public import Domain

/// What went wrong with the ledger. Equality compares the code only.
public struct LedgerError: ClassifiedError, Hashable {
    /// The kinds of trouble.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Another program holds the ledger longer than we wait.
        case busy
        /// No room on the file system.
        case storageFull
        /// The operating system could not read or write.
        case inputOutput
        /// Memory ran out.
        case outOfMemory
        /// The transaction was rolled back beneath us; it may be repeated.
        case aborted
        /// The file is damaged.
        case damaged
        /// The file is not a ledger of this program.
        case foreignFile
        /// A later version of the program wrote it.
        case newerSchema
        /// Opened for reading only, but it must be upgraded or created first.
        case needsMigration
        /// Others may read or write the file, or it belongs to somebody else.
        case unsafePermissions
        /// It cannot be opened.
        case cannotOpen
        /// It may not be written.
        case readOnly
        /// A mail with this Message-ID is queued already.
        case duplicateMessageID
        /// A record with this key is stored already.
        case duplicate
        /// There is no record with this key.
        case unknownRecord
        /// A stored value has no meaning.
        case damagedRecord
        /// The caller asked for something that the port does not offer.
        case misuse
    }

    /// The kind.
    public let code: Code
    /// What was concerned; never content, an address or a secret.
    public let context: String

    /// An error.
    public init(_ code: Code, _ context: String) {
        self.code = code
        self.context = context
    }

    /// Lack of room, time or memory may pass; a damaged, foreign or locked-away file does not.
    public var failureClass: FailureClass {
        switch code {
        case .busy, .storageFull, .inputOutput, .outOfMemory, .aborted: .transient
        case .damaged, .foreignFile, .newerSchema, .needsMigration, .unsafePermissions, .cannotOpen,
            .readOnly, .duplicateMessageID, .duplicate, .unknownRecord, .damagedRecord, .misuse:
            .permanent
        }
    }

    /// What an operator can do about it; empty when waiting is enough.
    public var remedy: String {
        switch code {
        case .busy: "close other programs that hold the ledger open, such as an SQLite shell"
        case .storageFull: "make room on the file system of the spool"
        case .inputOutput: "look at the kernel log for errors of the disk"
        case .outOfMemory: "give the machine or the service more memory"
        case .aborted: ""
        case .damaged, .damagedRecord:
            "do not repair it by hand: keep a copy of the file, then put back the last backup"
        case .foreignFile:
            "point the desk at its own ledger; if this is it, it is damaged: put back the last backup"
        case .newerSchema: "install the newer sertipos again, or restore a backup made by this version"
        case .needsMigration: "run 'sertipos run' once; it creates or upgrades the ledger"
        case .unsafePermissions: "give the file to the desk's user: 'chown USER FILE && chmod 600 FILE'"
        case .cannotOpen: "check that the folder exists and that the desk's user may read and write it"
        case .readOnly: "check that the file and its folder may be written by the desk's user"
        case .duplicateMessageID, .duplicate, .unknownRecord, .misuse:
            "this is a fault of the program: report it with the log"
        }
    }

    /// Kind, context and remedy in one line.
    public var description: String {
        let advice = remedy
        return "ledger: \(code.rawValue): \(context)" + (advice.isEmpty ? "" : " (\(advice))")
    }

    /// Equality compares the code.
    public static func == (left: LedgerError, right: LedgerError) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
