internal import Domain

/// A sealed passphrase taken apart: what can be checked of it without any private key.
///
/// Compact JWE (RFC 7516 section 7.1) with exactly the header members, lengths and binding that pages write.
struct SealEnvelope {
    /// Octets of the padded plaintext; with base64url, 512 characters.
    static let plaintextLength = 384
    /// Characters of the whole compact form at most.
    static let maximumLength = 2048

    /// The key it was sealed to.
    let keyID: String
    /// The sender's ephemeral public key; on the curve.
    let ephemeralKey: AgreementKey
    /// Additional authenticated data: ASCII of the encoded protected header (RFC 7516 section 5.1 step 14).
    let additional: [UInt8]
    /// Initialization vector.
    let iv: [UInt8]
    /// Ciphertext, as long as the plaintext.
    let ciphertext: [UInt8]
    /// Authentication tag.
    let tag: [UInt8]

    /// Takes `sealed` apart; `nil` if anything is not as it must be, the binding in the header included.
    init?(_ sealed: SealedText) {
        guard sealed.jwe.utf8.count <= Self.maximumLength, Self.isNonce(sealed.nonce) else { return nil }
        let text = Array(sealed.jwe.utf8)
        let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[1].isEmpty,
            let header = Base64URL.decode(parts[0]),
            let iv = Base64URL.decode(parts[2]), iv.count == ContentCipher.ivLength,
            let ciphertext = Base64URL.decode(parts[3]), ciphertext.count == Self.plaintextLength,
            let tag = Base64URL.decode(parts[4]), tag.count == ContentCipher.tagLength,
            let members = header.withUnsafeBytes({ SealHeader(json: $0) }),
            members.algorithm.elementsEqual("ECDH-ES".utf8),
            members.encryption.elementsEqual("A256GCM".utf8),
            members.partyU.elementsEqual(Base64URL.encode(sealed.nonce.utf8)),
            members.partyV.elementsEqual(Base64URL.encode(sealed.request.description.utf8)),
            let x = Base64URL.decode(members.x), let y = Base64URL.decode(members.y),
            let ephemeralKey = AgreementKey(x: x, y: y)
        else { return nil }
        keyID = String(decoding: members.keyID, as: UTF8.self)
        self.ephemeralKey = ephemeralKey
        additional = Array(parts[0])
        self.iv = iv
        self.ciphertext = ciphertext
        self.tag = tag
    }

    /// Whether `text` can be the nonce of a link: 26 to 64 of [A-Za-z0-9_-].
    static func isNonce(_ text: String) -> Bool {
        (26...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }
}

/// The members of the protected header, each exactly once, and no others: no `zip`, `crit`, `jku`, `x5u`.
struct SealHeader {
    private(set) var algorithm: ArraySlice<UInt8> = []
    private(set) var encryption: ArraySlice<UInt8> = []
    private(set) var keyID: ArraySlice<UInt8> = []
    private(set) var partyU: ArraySlice<UInt8> = []
    private(set) var partyV: ArraySlice<UInt8> = []
    private(set) var x: ArraySlice<UInt8> = []
    private(set) var y: ArraySlice<UInt8> = []

    /// Reads the header; `nil` if a member is missing, unknown, doubled or of another form.
    init?(json octets: UnsafeRawBufferPointer) {
        var reader = StrictJSON(octets)
        var type: ArraySlice<UInt8> = []
        var curve: ArraySlice<UInt8> = []
        let isRead = reader.object { name, reader in
            switch String(decoding: name, as: UTF8.self) {
            case "alg": Self.read(&algorithm, from: &reader)
            case "enc": Self.read(&encryption, from: &reader)
            case "kid": Self.read(&keyID, from: &reader)
            case "apu": Self.read(&partyU, from: &reader)
            case "apv": Self.read(&partyV, from: &reader)
            case "epk":
                reader.object { name, reader in
                    switch String(decoding: name, as: UTF8.self) {
                    case "kty": Self.read(&type, from: &reader)
                    case "crv": Self.read(&curve, from: &reader)
                    case "x": Self.read(&x, from: &reader)
                    case "y": Self.read(&y, from: &reader)
                    default: false
                    }
                }
            default: false
            }
        }
        guard isRead, reader.isAtEnd, type.elementsEqual("EC".utf8), curve.elementsEqual("P-256".utf8),
            [algorithm, encryption, keyID, partyU, partyV, x, y].allSatisfy({ !$0.isEmpty })
        else { return nil }
    }

    private static func read(_ member: inout ArraySlice<UInt8>, from reader: inout StrictJSON) -> Bool {
        guard let value = reader.plainString() else { return false }
        member = value
        return true
    }
}
