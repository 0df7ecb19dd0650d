public import Domain
import Synchronization

/// Seals and opens mail at rest: looks up the data key of a mail's owner and hands it to the cipher. The key file
/// is read once, when the first mail needs it.
public final class EvidenceSafe: EvidenceSealing {
    private let keyring: any EvidenceKeyring
    private let open: @Sendable () throws -> any EvidenceCipher
    private let opened = Mutex<(any EvidenceCipher)?>(nil)

    /// A safe whose wrapped keys lie in `keyring`; `open` reads the key file.
    public init(keyring: any EvidenceKeyring, open: @escaping @Sendable () throws -> any EvidenceCipher) {
        self.keyring = keyring
        self.open = open
    }

    /// The cipher with the keys of the file.
    public func cipher() throws -> any EvidenceCipher {
        try opened.withLock { present in
            if let present { return present }
            let cipher = try open()
            present = cipher
            return cipher
        }
    }

    /// Turns a mail into ciphertext.
    public func seal(
        _ octets: inout [UInt8], named digest: Digest, for owner: EvidenceOwner
    ) throws -> EvidenceFrame {
        try cipher().seal(&octets, named: digest, for: owner, under: try key(of: owner))
    }

    /// Turns a sealed mail into the mail. Throws `erased` if its key was destroyed.
    public func open(_ octets: inout [UInt8], named digest: Digest) throws {
        let cipher = try cipher()
        try cipher.open(&octets, named: digest, under: try key(of: try cipher.owner(of: octets)))
    }

    private func key(of owner: EvidenceOwner) throws -> [UInt8] {
        guard let record = try keyring.evidenceKey(of: owner) else {
            throw EvidenceError(.missingKey, "mail of \(owner)")
        }
        guard let wrapped = record.wrapped else { throw EvidenceError(.erased, "mail of \(owner)") }
        return wrapped
    }
}
