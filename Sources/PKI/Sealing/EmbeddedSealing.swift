internal import COpenSSL
public import Domain

/// Passphrases sealed to the desk itself: opened in memory, used, wiped.
public struct EmbeddedSealing: PassphraseSealing {
    private let keys: SealingKeySet

    /// Sealing with the keys of a ``SealingKeyFolder``.
    public init(keys: SealingKeySet) { self.keys = keys }

    /// The newest key, to which pages made now seal.
    public var currentKey: SealingKey { keys.current.key.sealingKey }

    /// Opens `sealed`, checks its binding and the rules, and wipes it. Throws ``SealRefusal`` for every cause.
    public func check(_ sealed: SealedText) throws { _ = try open(sealed) }

    /// The passphrase. Throws ``SealRefusal`` for every cause.
    func open(_ sealed: SealedText) throws -> SecretOctets {
        defer { OpenSSLError.clear() }
        guard let envelope = SealEnvelope(sealed),
            let key = keys.all.first(where: { $0.key.sealingKey.id == envelope.keyID })?.key,
            let secret = key.sharedSecret(with: envelope.ephemeralKey),
            let contentKey = ConcatKDF.key(
                from: secret, bits: 256, algorithm: "A256GCM", partyU: Array(sealed.nonce.utf8),
                partyV: Array(sealed.request.description.utf8)),
            let plaintext = ContentCipher.open(
                envelope.ciphertext, key: contentKey, iv: envelope.iv, tag: envelope.tag,
                additional: envelope.additional),
            let passphrase = SealPayload.passphrase(in: plaintext, of: sealed)
        else { throw SealRefusal() }
        return passphrase
    }
}
