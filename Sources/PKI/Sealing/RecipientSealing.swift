public import Domain

/// Passphrases sealed to an outside registration authority. The desk relays them and cannot open them.
public struct RecipientSealing: PassphraseSealing {
    /// The authority's public key.
    public let currentKey: SealingKey

    /// Reads the authority's public key from a PEM file: `PUBLIC KEY` (RFC 7468 section 13) or `CERTIFICATE`,
    /// on P-256. Throws ``KeyFileError``.
    public init(file path: String) throws {
        defer { OpenSSLError.clear() }
        let content = try PlainFile.read(path, isSecret: false)
        guard let key = AgreementKey(publicKey: content) else {
            throw KeyFileError(
                .corrupt, path, detail: "expected the PEM of a P-256 public key, or of a certificate with one"
            )
        }
        currentKey = key.sealingKey
    }

    /// Checks form, key id and the binding in the protected header, and that the ephemeral key is on the curve.
    /// What is inside stays unknown. Throws ``SealRefusal`` for every cause.
    public func check(_ sealed: SealedText) throws {
        defer { OpenSSLError.clear() }
        guard let envelope = SealEnvelope(sealed), envelope.keyID == currentKey.id else {
            throw SealRefusal()
        }
    }
}
