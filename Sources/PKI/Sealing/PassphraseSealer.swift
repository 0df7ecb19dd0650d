internal import COpenSSL
public import Domain

/// Seals a passphrase as the page does, for scripted people who have no browser, and as proof that the format
/// can be written twice.
public struct PassphraseSealer: Sendable {
    private let recipient: SealingKey
    private let key: AgreementKey

    /// A sealer for `recipient`; throws ``SealRefusal`` if that is no point of P-256 or has another id.
    public init(for recipient: SealingKey) throws {
        guard let x = Base64URL.decode(Array(recipient.x.utf8)),
            let y = Base64URL.decode(Array(recipient.y.utf8)), let key = AgreementKey(x: x, y: y),
            key.sealingKey == recipient
        else { throw SealRefusal() }
        self.recipient = recipient
        self.key = key
    }

    /// Seals `passphrase` (printable ASCII) for one request and the nonce of its link. Whether it keeps
    /// ``PassphraseRules`` is not asked here: the desk has to notice that itself. Throws ``SealRefusal`` if the
    /// text cannot be sealed, ``OpenSSLError`` if the library fails.
    public func seal(
        _ passphrase: SecretOctets, request: RequestNumber, nonce: String
    ) throws -> SealedText {
        guard SealEnvelope.isNonce(nonce),
            let plaintext = SealPayload.plaintext(passphrase, request: request, nonce: nonce)
        else { throw SealRefusal() }
        return try seal(plaintext, request: request, nonce: nonce) { epk in
            header(ephemeral: epk, request: request, nonce: nonce)
        }
    }

    /// The protected header that pages write.
    func header(ephemeral epk: SealingKey, request: RequestNumber, nonce: String) -> String {
        #"{"alg":"ECDH-ES","enc":"A256GCM","kid":"\#(recipient.id)","#
            + #""epk":{"kty":"EC","crv":"P-256","x":"\#(epk.x)","y":"\#(epk.y)"},"#
            + #""apu":"\#(Self.text(nonce.utf8))","apv":"\#(Self.text(request.description.utf8))"}"#
    }

    /// Seals any plaintext under the header that `header` makes for the ephemeral key.
    func seal(
        _ plaintext: SecretOctets, request: RequestNumber, nonce: String, header: (SealingKey) -> String
    ) throws -> SealedText {
        let ephemeral = try AgreementKey.generate()
        let encodedHeader = Base64URL.encode(header(ephemeral.sealingKey).utf8)
        let iv = try SystemRandom().randomBytes(ContentCipher.ivLength)
        guard let secret = ephemeral.sharedSecret(with: key),
            let contentKey = ConcatKDF.key(
                from: secret, bits: 256, algorithm: "A256GCM", partyU: Array(nonce.utf8),
                partyV: Array(request.description.utf8)),
            let sealed = ContentCipher.seal(plaintext, key: contentKey, iv: iv, additional: encodedHeader)
        else { throw OpenSSLError("sealing a passphrase") }
        let parts = [
            String(decoding: encodedHeader, as: UTF8.self), "", Self.text(iv), Self.text(sealed.ciphertext),
            Self.text(sealed.tag),
        ]
        return SealedText(jwe: parts.joined(separator: "."), request: request, nonce: nonce)
    }

    private static func text(_ octets: some Sequence<UInt8>) -> String {
        String(decoding: Base64URL.encode(octets), as: UTF8.self)
    }
}
