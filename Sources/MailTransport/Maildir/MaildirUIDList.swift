internal import Domain
internal import Glibc

/// The file `sertipos-uidlist` in a Maildir: rising identifiers for file names, which never change their
/// meaning.
///
/// First line `sertipos-uidlist 1 <UIDVALIDITY> <UIDNEXT>`, then `<UID> <base name>`. New lines are appended
/// and made durable before an identifier is shown to anybody; a line that a crash cut short has no line end
/// and is dropped. A damaged file is replaced under a new UIDVALIDITY.
struct MaildirUIDList {
    /// The epoch.
    private(set) var uidValidity: UInt32
    /// The identifier the next new file gets.
    private(set) var uidNext: UInt32
    /// Identifiers by base name.
    private(set) var uids: [String: UInt32]
    /// The file holds lines that should go, or a torn one.
    private var needsRewriting: Bool
    private let path: String

    /// Reads the list of the Maildir at `folder`, or starts one.
    init(folder: String, now: UInt32) throws(FileFault) {
        path = folder + "/sertipos-uidlist"
        uids = [:]
        uidNext = 1
        uidValidity = max(1, now)
        needsRewriting = true
        guard access(path, F_OK) == 0 else { return }
        let content = try FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW).readToEnd()
        let isWhole = content.last == 10
        var lines = content.split(separator: 10, omittingEmptySubsequences: true)[...]
        if !isWhole { lines = lines.dropLast() }
        guard let header = lines.popFirst(), let (validity, next) = Self.header(header) else { return }
        uidValidity = validity
        uidNext = next
        var last: UInt32 = 0
        for line in lines {
            guard let (uid, base) = Self.entry(line), uid > last, uids[base] == nil else {
                startNewEpoch(now)
                return
            }
            last = uid
            uids[base] = uid
            uidNext = max(uidNext, uid &+ 1)
        }
        needsRewriting = !isWhole
    }

    /// Gives every new base name an identifier, in the order given, forgets names that are gone, and makes
    /// the list durable.
    mutating func update(with bases: [String]) throws(FileFault) {
        let fresh = bases.filter { uids[$0] == nil }
        let present = Set(bases)
        let gone = uids.keys.filter { !present.contains($0) }
        for base in gone { uids[base] = nil }
        // Lines of messages that are gone are harmless until they are the greater part.
        let isBloated = gone.count > 1_000 && gone.count > uids.count
        guard uidNext < .max - UInt32(clamping: fresh.count) else {
            startNewEpoch(uidValidity &+ 1)
            return try update(with: bases)
        }
        var lines = ""
        for base in fresh {
            uids[base] = uidNext
            lines += "\(uidNext) \(base)\n"
            uidNext += 1
        }
        if needsRewriting || isBloated {
            // Under the list's own lock one name is enough, and what a killed run leaves is written over.
            try DurableFile.replace(path, with: Array(content.utf8), through: path + ".tmp")
            needsRewriting = false
        } else if !fresh.isEmpty {
            let file = try FileDescriptor(opening: path, O_WRONLY | O_APPEND | O_NOFOLLOW)
            try file.write(Array(lines.utf8))
            try file.synchronize()
        }
    }

    private var content: String {
        var text = "sertipos-uidlist 1 \(uidValidity) \(uidNext)\n"
        for (base, uid) in uids.sorted(by: { $0.value < $1.value }) { text += "\(uid) \(base)\n" }
        return text
    }

    private mutating func startNewEpoch(_ now: UInt32) {
        uidValidity = max(now, uidValidity &+ 1, 1)
        uids = [:]
        uidNext = 1
        needsRewriting = true
    }

    private static func header(_ line: ArraySlice<UInt8>) -> (validity: UInt32, next: UInt32)? {
        let words = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 4, words[0] == "sertipos-uidlist", words[1] == "1",
            let validity = UInt32(words[2]),
            let next = UInt32(words[3]), validity > 0, next > 0
        else { return nil }
        return (validity, next)
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> (uid: UInt32, base: String)? {
        guard let space = line.firstIndex(of: 32),
            let uid = UInt32(String(decoding: line[..<space], as: UTF8.self)), uid > 0, uid < .max,
            let base = String(validating: line[(space + 1)...], as: UTF8.self), !base.isEmpty
        else { return nil }
        return (uid, base)
    }
}
