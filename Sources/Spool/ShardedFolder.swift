import Domain
import Glibc

/// A folder whose files lie in 256 folders below it, by the first octet of a digest.
final class ShardedFolder {
    let root: SpoolFolder
    /// Set when a folder was made that may not be durable yet.
    private(set) var hasNewShard = true
    private var shards = [SpoolFolder?](repeating: nil, count: 256)

    init(_ name: String, in parent: SpoolFolder) throws(SpoolError) {
        root = try SpoolFolder(name, in: parent)
    }

    /// The folder for this digest, made if it is missing.
    func shard(of digest: Digest) throws(SpoolError) -> SpoolFolder { try shard(digest.bytes[0]) }

    /// The folder for this digest, if it is there. Reading makes no folders.
    func existing(_ digest: Digest) throws(SpoolError) -> SpoolFolder? {
        if let shard = shards[Int(digest.bytes[0])] { return shard }
        var status = stat()
        let name = SpoolDirectory.shardName(digest.bytes[0])
        guard fstatat(root.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw .system("examine", root.path, code)
        }
        return try shard(of: digest)
    }

    /// Names in all folders.
    func names() throws(SpoolError) -> [String] {
        var names: [String] = []
        for name in try root.entries() where name.utf8.count == 2 {
            guard let octet = UInt8(name, radix: 16), name == SpoolDirectory.shardName(octet) else {
                continue
            }
            names += try shard(octet).entries()
        }
        return names
    }

    /// The folders themselves are durable.
    func noteDurable() { hasNewShard = false }

    private func shard(_ octet: UInt8) throws(SpoolError) -> SpoolFolder {
        if let shard = shards[Int(octet)] { return shard }
        let shard = try SpoolFolder(SpoolDirectory.shardName(octet), in: root)
        shards[Int(octet)] = shard
        hasNewShard = true
        return shard
    }
}
