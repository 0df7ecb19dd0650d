internal import Domain
internal import Glibc

/// Room for what comes in: free octets, free inodes, and whether this user may still use them (quota).
struct DiskCheck: HealthCheck {
    static let name = "disk"

    /// Below this much free room the desk is as good as full, in octets.
    static let floor: Int64 = 200_000_000
    /// Below this much somebody should make room, in octets.
    static let comfort: Int64 = 1_000_000_000
    /// A spooled message takes one inode.
    static let inodeFloor: Int64 = 1_000

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let spool = subject.live.folder.spool
        guard let space = subject.machine.space(spool) else {
            return [
                .fail(
                    Self.name, "\(spool) cannot be looked at",
                    remedy: "check that the file system is mounted", .unavailable)
            ]
        }
        let free = "\(space.freeOctets / 1_000_000) MB free"
        if space.freeOctets < Self.floor {
            return [
                .fail(
                    Self.name, "\(free) at \(spool); at least \(Self.floor / 1_000_000) MB are needed",
                    remedy: "make room on this file system", .tryLater)
            ]
        }
        if let inodes = space.freeInodes, inodes < Self.inodeFloor {
            return [
                .fail(
                    Self.name, "\(inodes) inodes free at \(spool)",
                    remedy: "remove small files on this file system", .tryLater)
            ]
        }
        if let trouble = Self.trialWrite(spool) {
            return [
                .fail(
                    Self.name, "\(spool) takes no file of 1 MiB: \(trouble)",
                    remedy: "check the user's quota, and that the file system is mounted for writing",
                    .tryLater)
            ]
        }
        if space.freeOctets < Self.comfort {
            return [.warn(Self.name, "\(free) at \(spool)", remedy: "make room before it is used up")]
        }
        return [.ok(Self.name, free)]
    }

    /// Claims room for a file without a name, which vanishes at once: a quota shows only when it is met.
    private static func trialWrite(_ folder: String) -> String? {
        // O_TMPFILE is a macro that Swift does not see.
        let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY
        let file = open(folder, unnamed | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            return errno == EOPNOTSUPP || errno == EISDIR ? nil : String(cString: strerror(errno))
        }
        defer { close(file) }
        let code = posix_fallocate(file, 0, 1 << 20)
        return code == 0 || code == EOPNOTSUPP || code == EINVAL ? nil : String(cString: strerror(code))
    }
}
