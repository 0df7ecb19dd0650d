public import Domain
import Glibc

/// What went wrong with durable files. Equality compares the code only.
public struct SpoolError: ClassifiedError, Hashable {
    /// The kinds of trouble.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// No room on the file system, or the quota is used up.
        case storageFull
        /// The operating system could not read or write.
        case inputOutput
        /// Data could not be made durable. The kernel may have dropped it, so nothing is retried.
        case notDurable
        /// Too many open files, or no memory.
        case exhausted
        /// The folder or file is not there.
        case missing
        /// Others may enter, it belongs to somebody else, or a symbolic link stands in its place.
        case unsafePermissions
        /// The operating system refuses access, or the file system may not be written.
        case accessDenied
        /// The octets on disk are not those that were sealed.
        case damaged
        /// The caller used a writer that is discarded, sealed or of another spool.
        case misuse
    }

    /// The kind.
    public let code: Code
    /// Which file or folder, and what the operating system said.
    public let context: String
    /// What an operator can do about it; empty when waiting is enough.
    public let remedy: String

    /// An error; without `remedy`, the usual one of its kind.
    public init(_ code: Code, _ context: String, remedy: String? = nil) {
        self.code = code
        self.context = context
        self.remedy = remedy ?? Self.usualRemedy(code)
    }

    /// Lack of room or of descriptors may pass; so may a fault of the disk. The rest needs a person.
    public var failureClass: FailureClass {
        switch code {
        case .storageFull, .inputOutput, .notDurable, .exhausted: .transient
        case .missing, .unsafePermissions, .accessDenied, .damaged, .misuse: .permanent
        }
    }

    /// Kind, context and remedy in one line.
    public var description: String {
        "spool: \(code.rawValue): \(context)" + (remedy.isEmpty ? "" : " (\(remedy))")
    }

    /// Equality compares the code.
    public static func == (left: SpoolError, right: SpoolError) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    private static func usualRemedy(_ code: Code) -> String {
        switch code {
        case .storageFull: "make room on the file system of the spool"
        case .inputOutput, .notDurable: "look at the kernel log for errors of the disk, then run again"
        case .exhausted: "raise the limit of open files, or give the service more memory"
        case .missing: "run 'sertipos status'; if files were removed by hand, put them back from a backup"
        case .unsafePermissions: "give the spool to the desk's user, mode 700"
        case .accessDenied: "check owner, mode and mount options"
        case .damaged: "the next run fetches it from the mailbox again; else restore a backup"
        case .misuse: "this is a fault of the program: report it with the log"
        }
    }

    /// The error for the operating system's `code` when it was asked to do `action` on `name`.
    static func system(_ action: String, _ name: String, _ code: CInt = errno) -> SpoolError {
        let context = "\(action) \(name): \(String(cString: strerror(code)))"
        return switch code {
        case ENOSPC, EDQUOT, EFBIG: SpoolError(.storageFull, context)
        case EMFILE, ENFILE, ENOMEM: SpoolError(.exhausted, context)
        case ENOENT: SpoolError(.missing, context)
        case ELOOP, ENOTDIR: SpoolError(.unsafePermissions, context)
        case EACCES, EPERM, EROFS: SpoolError(.accessDenied, context)
        default: SpoolError(.inputOutput, context)
        }
    }
}
