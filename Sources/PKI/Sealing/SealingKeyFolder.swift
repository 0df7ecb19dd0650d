public import Domain

/// The folder (mode 0700) in which the desk keeps its own sealing keys, one PKCS#8 PEM file (mode 0600) for each,
/// named `<UTC time>-<key id>.pem`, such as `20261123T020000Z-….pem`.
///
/// Writing is durable and never replaces a file. Whoever calls ``rotate(now:rotateAfter:overlap:)`` holds the
/// desk's lock.
public struct SealingKeyFolder: Sendable {
    private let path: String

    /// The folder at `path`.
    public init(path: String) { self.path = path }

    /// The keys as they are. Changes nothing. Throws ``KeyFileError``: `missing` if there is no key yet,
    /// `corrupt` with the name of a file that holds none.
    public func load() throws -> SealingKeySet {
        defer { OpenSSLError.clear() }
        guard let keys = SealingKeySet(try Self.entries(in: try PrivateFolder(opening: path))) else {
            throw KeyFileError(.missing, path, detail: "no sealing key in it")
        }
        return keys
    }

    /// Makes the folder and a first key where there is none, a new key when the newest is older than
    /// `rotateAfter` seconds, and destroys keys whose successor is older than `overlap` seconds. `overlap` must
    /// be at least the time a link lives and the time until its passphrase is used, or what was sealed is lost.
    /// Whoever doubts the clock calls ``load()`` instead. Throws ``KeyFileError`` or ``OpenSSLError``.
    public func rotate(now: Timestamp, rotateAfter: Int64, overlap: Int64) throws -> SealingRotation {
        defer { OpenSSLError.clear() }
        let folder = try PrivateFolder(making: path)
        try folder.destroyLeftovers()
        var entries = try Self.entries(in: folder)
        var made: SealingKeySet.Entry?
        if entries.last.map({ now - $0.made > rotateAfter }) ?? true {
            let entry = try Self.makeKey(at: now, in: folder)
            entries.append(entry)
            made = entry
        }
        let successors = entries.dropFirst()
        let dead = zip(entries, successors).filter { now - $1.made > overlap }.map(\.0)
        for entry in dead { try folder.destroy(entry.fileName) }
        guard let keys = SealingKeySet(Array(entries.dropFirst(dead.count))) else {
            throw KeyFileError(.missing, path, detail: "no sealing key in it")
        }
        return SealingRotation(
            keys: keys, made: made?.key.sealingKey.id, destroyed: dead.map(\.key.sealingKey.id))
    }

    private static func makeKey(at now: Timestamp, in folder: PrivateFolder) throws -> SealingKeySet.Entry {
        let key = try AgreementKey.generate()
        let name = "\(SealingKeyName.time(now))-\(key.sealingKey.id).pem"
        try folder.create(name, try key.privateKeyPEM())
        return SealingKeySet.Entry(made: now, key: key, fileName: name)
    }

    /// The keys in `folder`, oldest first. Files with other endings are left alone.
    private static func entries(in folder: PrivateFolder) throws -> [SealingKeySet.Entry] {
        var entries: [SealingKeySet.Entry] = []
        for name in try folder.names() where name.hasSuffix(".pem") && !name.hasPrefix(".") {
            guard let (made, id) = SealingKeyName.parse(name) else {
                throw KeyFileError(
                    .corrupt, folder.place(name), detail: "its name is not <time>-<key id>.pem")
            }
            let content = try folder.read(name)
            guard let key = AgreementKey(privateKey: content) else {
                throw KeyFileError(.corrupt, folder.place(name), detail: "no P-256 key in it")
            }
            guard key.sealingKey.id == id else {
                throw KeyFileError(.corrupt, folder.place(name), detail: "its name is that of another key")
            }
            entries.append(SealingKeySet.Entry(made: made, key: key, fileName: name))
        }
        return entries.sorted { ($0.made, $0.fileName) < ($1.made, $1.fileName) }
    }
}

/// `<UTC time>-<key id>.pem`; the time in the basic format of ISO 8601.
enum SealingKeyName {
    /// `20261123T020000Z`.
    static func time(_ moment: Timestamp) -> String {
        moment.description.filter { $0 != "-" && $0 != ":" }
    }

    /// Time and key id in `name`, or `nil`.
    static func parse(_ name: String) -> (made: Timestamp, id: String)? {
        let octets = Array(name.utf8)
        guard octets.count == 16 + 1 + 43 + 4, octets[16] == 0x2D, octets.suffix(4).elementsEqual(".pem".utf8)
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for octet in octets[range] {
                guard (0x30...0x39).contains(octet) else { return nil }
                value = value * 10 + Int(octet - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            octets[8] == 0x54, let hour = number(9..<11), let minute = number(11..<13),
            let second = number(13..<15), octets[15] == 0x5A,
            hour < 24, minute < 60, second < 60, let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let secondOfDay = hour * 3600 + minute * 60 + second
        let made = LocalTime(date: date, secondOfDay: secondOfDay, zone: .utc).timestamp
        return (made, String(decoding: octets[17..<60], as: UTF8.self))
    }
}
