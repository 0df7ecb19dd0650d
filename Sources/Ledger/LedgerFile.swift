import Glibc

/// The ledger's file before SQLite sees it: a plain file of ours that nobody else may open.
enum LedgerFile {
    /// Creates the file (mode 0600) unless `readOnly`, or checks the one that is there.
    ///
    /// SQLite gives its journal the mode and owner of this file, and makes its folder entry durable with the
    /// first transaction (synchronous=EXTRA).
    static func prepare(_ path: String, readOnly: Bool) throws(LedgerError) {
        let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW
        if !readOnly {
            let descriptor = open(path, flags | O_CREAT | O_EXCL, 0o600)
            if descriptor >= 0 {
                // The umask may have taken away more than we asked for.
                let result = fchmod(descriptor, 0o600)
                let code = errno
                close(descriptor)
                guard result == 0 else { throw fault(path, code) }
                return
            }
            guard errno == EEXIST else { throw fault(path, errno) }
        }
        try check(path, readOnly: readOnly)
    }

    private static func check(_ path: String, readOnly: Bool) throws(LedgerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let code = errno
            if code == ENOENT { throw LedgerError(.needsMigration, "\(path) does not exist yet") }
            throw fault(path, code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(.unsafePermissions, "\(path) is not a plain file (a symbolic link?)")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw LedgerError(.unsafePermissions, "\(path) may be opened by others")
        }
        // Root may look at any desk, but what it writes would belong to root.
        guard status.st_uid == geteuid() || (readOnly && geteuid() == 0) else {
            throw LedgerError(.unsafePermissions, "\(path) belongs to user \(status.st_uid)")
        }
    }

    private static func fault(_ path: String, _ code: CInt) -> LedgerError {
        let context = "\(path): \(String(cString: strerror(code)))"
        return switch code {
        case ENOSPC, EDQUOT: LedgerError(.storageFull, context)
        case EIO: LedgerError(.inputOutput, context)
        case EROFS: LedgerError(.readOnly, context)
        default: LedgerError(.cannotOpen, context)
        }
    }
}
