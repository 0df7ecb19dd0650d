internal import Domain
internal import Glibc
internal import PKI
internal import Pipeline

/// What `authority show` shows, and `authority init` when it is done. Public facts only, never a key.
struct AuthorityReport: Codable, CustomStringConvertible {
    /// One certificate of the authority.
    struct Certificate: Codable {
        let role: String
        let subject: String
        let serial: String
        let notBefore: String
        let notAfter: String
        /// SHA-256, as `openssl x509 -fingerprint -sha256` prints it.
        let fingerprint: String
    }

    /// A key that passphrases are sealed to.
    struct SealingKey: Codable {
        let id: String
        /// `nil` for an outside body's key, whose age the desk does not know.
        let made: String?
        let ageDays: Int64?
        /// Whether pages made now seal to it.
        let isCurrent: Bool
    }

    /// `embedded` or `mailed`.
    let kind: String
    let name: String
    /// Where the authority's files are; `nil` for an outside body.
    let folder: String?
    /// Whether the authority is there; always true for an outside body.
    let isMade: Bool
    let certificates: [Certificate]
    /// The root's key, if it is still on this machine.
    let rootKey: String?
    /// The file that opens the keys.
    let passphraseFile: String?
    /// Whether it is there.
    let hasPassphraseFile: Bool?
    let sealingKeys: [SealingKey]
    /// From when on the next run makes a new sealing key.
    let sealingKeyRotation: String?

    /// The facts about the desk's authority.
    init(_ live: LiveDesk) throws {
        name = live.authorityName
        let desk = DeskFolder(path: live.folder.absolutePath ?? live.folder.path)
        switch live.configuration.authority.kind {
        case .mailed:
            kind = "mailed"
            folder = nil
            isMade = true
            certificates = []
            rootKey = nil
            passphraseFile = nil
            hasPassphraseFile = nil
            let key = try live.certification().sealing.currentKey
            sealingKeys = [SealingKey(id: key.id, made: nil, ageDays: nil, isCurrent: true)]
            sealingKeyRotation = nil
        case .embedded(let embedded):
            kind = "embedded"
            folder = desk.authority
            isMade = live.hasAuthority
            certificates = isMade ? try Self.certificates(live) : []
            let root = "\(desk.authority)/\(EmbeddedAuthority.FileName.rootKey)"
            rootKey = access(root, F_OK) == 0 ? root : nil
            let passphrase =
                embedded.passphraseFile.map { desk.resolve($0.path) } ?? desk.authorityPassphrase
            passphraseFile = passphrase
            hasPassphraseFile = access(passphrase, F_OK) == 0
            let now = live.clock.now()
            let generations = try live.existingSealingKeys()?.generations ?? []
            sealingKeys = generations.enumerated().map { index, key in
                SealingKey(
                    id: key.id, made: key.made.description, ageDays: (now - key.made) / 86_400,
                    isCurrent: index == 0)
            }
            sealingKeyRotation = generations.first.map { ($0.made + LiveDesk.sealingKeyLife).description }
        }
    }

    private static func certificates(_ live: LiveDesk) throws -> [Certificate] {
        let reader = OpenSSLCertificateReader()
        let roles = ["issuing", "root"]
        return try zip(roles, EmbeddedAuthority.chain(folder: live.folder.authority)).compactMap {
            role, der in
            guard let facts = reader.certificates(in: der).first else { return nil }
            return Certificate(
                role: role, subject: facts.subject, serial: facts.serial.description,
                notBefore: facts.notBefore.description, notAfter: facts.notAfter.description,
                fingerprint: live.digesting.digest(der).fingerprint)
        }
    }

    var description: String {
        var lines = ["kind         \(kind)", "name         \(name)"]
        if let folder { lines.append("folder       \(folder)\(isMade ? "" : " (no authority yet)")") }
        for certificate in certificates {
            lines += [
                "\(certificate.role.padding(12)) \(certificate.subject)",
                "  serial     \(certificate.serial)",
                "  valid      \(certificate.notBefore) to \(certificate.notAfter)",
                "  SHA-256    \(certificate.fingerprint)",
            ]
        }
        if isMade, folder != nil {
            lines.append(
                "root key     \(rootKey.map { "\($0): take it off this machine" } ?? "not on this machine")")
        }
        if let passphraseFile {
            lines.append(
                "passphrase   \(passphraseFile)\(hasPassphraseFile == true ? "" : " (not there yet)")")
        }
        for key in sealingKeys {
            let age = key.made.map { " since \($0) (\(key.ageDays ?? 0) days)" } ?? " of the outside body"
            lines.append(
                "sealing key  \(key.id)\(age)\(key.isCurrent ? ", current" : ", until its seals are used")")
        }
        if sealingKeys.isEmpty { lines.append("sealing key  none yet: the first run makes one") }
        if let sealingKeyRotation { lines.append("next key     from \(sealingKeyRotation) on") }
        return lines.joined(separator: "\n")
    }
}
