internal import COpenSSL
internal import Domain
internal import Glibc

/// The file with the keys that wrap data keys: one line of 64 hexadecimal digits each, the newest first. Lines
/// that begin with `#` are remarks.
///
/// The file is its owner's alone (mode 0600). It belongs into another drawer than the backup of the desk: whoever
/// has both reads everything.
public struct EvidenceKeyFile: Sendable {
    /// Keys in use at once: a new one, those that a rotation has not finished with, and no more.
    static let most = 8

    private let path: String

    /// The file at `path`.
    public init(path: String) { self.path = path }

    /// Whether there is anything at the path.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// The cipher with the keys of the file. Throws ``KeyFileError``.
    public func open() throws -> OpenSSLEvidenceCipher { OpenSSLEvidenceCipher(try keys()) }

    /// Makes the file with one key; refuses to replace one. Throws ``KeyFileError``.
    public func create() throws {
        let (folder, name) = try place()
        try folder.create(name, Self.text([try Self.makeKey()]))
    }

    /// Puts a new key in front; the others stay, so that everything can still be read.
    public func addKey() throws {
        let present = try keys()
        guard present.count < Self.most else {
            throw KeyFileError(.corrupt, path, detail: "it holds \(present.count) keys already")
        }
        try replace([try Self.makeKey()] + present.map(\.secret))
    }

    /// Leaves the newest key only. Whoever calls has re-wrapped every data key.
    public func dropFormerKeys() throws {
        let present = try keys()
        guard present.count > 1 else { return }
        try replace([present[0].secret])
    }

    /// How many keys there are.
    public func count() throws -> Int { try keys().count }

    private func keys() throws -> [WrappingKey] {
        let content = try PlainFile.read(path, isSecret: true)
        let keys = try content.withUnsafeBytes { octets in
            try octets.split(separator: 0x0A).filter { !$0.isEmpty && $0.first != 0x23 }.map { line in
                guard let secret = Self.secret(UnsafeRawBufferPointer(rebasing: line)) else {
                    throw KeyFileError(.corrupt, path, detail: "a line is no key of 64 hexadecimal digits")
                }
                return WrappingKey(secret)
            }
        }
        guard (1...Self.most).contains(keys.count) else {
            throw KeyFileError(.corrupt, path, detail: "it holds \(keys.count) keys")
        }
        return keys
    }

    /// The old keys stay readable under the old name until the new file is durable.
    private func replace(_ secrets: [SecretOctets]) throws {
        let (folder, name) = try place()
        let successor = name + "-next"
        if folder.holds(successor) { try folder.destroy(successor) }
        try folder.create(successor, Self.text(secrets))
        try folder.exchange(successor, for: name)
    }

    private func place() throws -> (folder: PrivateFolder, name: String) {
        let cut = path.lastIndex(of: "/")
        let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
        return (try PrivateFolder(making: cut.map { String(path[..<$0]) } ?? "."), name)
    }

    private static func makeKey() throws -> SecretOctets {
        let secret = SecretOctets(count: 32)
        let isMade = secret.withMutableBytes { buffer in
            RAND_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), 32) == 1
        }
        guard isMade else { throw SystemRandom.Unavailable() }
        return secret
    }

    private static func text(_ secrets: [SecretOctets]) -> SecretOctets {
        let text = SecretOctets(count: secrets.count * 65)
        text.withMutableBytes { target in
            var place = 0
            for secret in secrets {
                secret.withUnsafeBytes { octets in
                    for octet in octets {
                        target[place] = digit(octet >> 4)
                        target[place + 1] = digit(octet & 15)
                        place += 2
                    }
                }
                target[place] = 0x0A
                place += 1
            }
        }
        return text
    }

    private static func secret(_ line: UnsafeRawBufferPointer) -> SecretOctets? {
        let digits = line.last == 0x0D ? UnsafeRawBufferPointer(rebasing: line.dropLast()) : line
        guard digits.count == 64 else { return nil }
        let secret = SecretOctets(count: 32)
        let isRead = secret.withMutableBytes { target in
            for index in 0..<32 {
                guard let high = nibble(digits[2 * index]), let low = nibble(digits[2 * index + 1]) else {
                    return false
                }
                target[index] = high << 4 | low
            }
            return true
        }
        return isRead ? secret : nil
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}

/// A key that wraps data keys, and the name by which wrapped ones ask for it.
struct WrappingKey: Sendable {
    let secret: SecretOctets
    /// Eight octets of a digest over it.
    let id: [UInt8]

    init(_ secret: SecretOctets) {
        self.secret = secret
        var hasher = OpenSSLDigest().makeHasher()
        Array("sertipos evidence key 1\n".utf8).withUnsafeBytes { hasher.update($0) }
        secret.withUnsafeBytes { hasher.update($0) }
        id = Array(hasher.finalize().bytes.prefix(8))
    }
}
