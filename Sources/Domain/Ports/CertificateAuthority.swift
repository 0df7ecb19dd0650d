/// The desk's own certification authority. All errors conform to ``ClassifiedError``.
public protocol CertificateAuthority: Sendable {
    /// DER of the issuing certificate and everything above it, up to and with the root.
    var chain: [[UInt8]] { get }
    /// Begins a certificate: checks the order, makes a key if none is given, draws a random serial number and
    /// settles the octets to be signed. Nothing is signed yet, so that they can be written down first.
    func begin(_ order: CertificateOrder) throws -> any CertificateIssue
    /// A signed CRL (RFC 5280 section 5), DER, with this CRLNumber.
    func revocationList(
        _ entries: [RevokedCertificate], number: Int64, thisUpdate: Timestamp, nextUpdate: Timestamp
    ) throws -> [UInt8]
}

/// One certificate on its way from decided octets to a signed one. Holds the private key in memory until it
/// goes; its memory is wiped then. Used from one thread.
public protocol CertificateIssue: AnyObject {
    /// The serial number drawn for it.
    var serial: CertificateSerial { get }
    /// DER of TBSCertificate. What is signed later is compared with it.
    var toBeSigned: [UInt8] { get }
    /// Signs, and refuses to hand out anything whose TBSCertificate is not `toBeSigned` (compared octet by
    /// octet). DER.
    func sign() throws -> [UInt8]
    /// PKCS#12 of key, certificate and chain under the passphrase sealed in `passphrase`, which is opened,
    /// used once and wiped. AES-256-CBC, PBKDF2-HMAC-SHA256 and MAC with 600,000 rounds. After ``sign()`` only,
    /// and only if the key is ours.
    func bundle(_ passphrase: SealedText, name: String) throws -> [UInt8]
}

/// A passphrase as it travels and rests: a compact JWE (RFC 7516) and what it must be bound to.
public struct SealedText: Sendable, Hashable {
    /// Compact serialization: ECDH-ES on P-256, A256GCM.
    public let jwe: String
    /// The request it was sealed for; stands in `apv` of the protected header and in the payload.
    public let request: RequestNumber
    /// The nonce of the link it came through; stands in `apu` of the protected header and in the payload.
    public let nonce: String

    /// A sealed text.
    public init(jwe: String, request: RequestNumber, nonce: String) {
        self.jwe = jwe
        self.request = request
        self.nonce = nonce
    }
}

/// A public key passphrases are sealed to, as a JWK (RFC 7517, RFC 7518 section 6.2) has it.
public struct SealingKey: Sendable, Hashable {
    /// `kid`: base64url of the JWK thumbprint (RFC 7638).
    public let id: String
    /// Affine coordinate, base64url.
    public let x: String
    /// Affine coordinate, base64url.
    public let y: String

    /// A key.
    public init(id: String, x: String, y: String) {
        self.id = id
        self.x = x
        self.y = y
    }
}

/// Knows to whom passphrases are sealed, and whether a sealed one can be used.
public protocol PassphraseSealing: Sendable {
    /// The key that pages made now seal to.
    var currentKey: SealingKey { get }
    /// Refuses what could not be used later, with one text for every cause. Where the desk holds the key, the
    /// text is opened in memory, its binding and rules checked, and wiped; where an outside body holds it, form,
    /// key id and the binding in the protected header are checked.
    func check(_ sealed: SealedText) throws
}

/// Reads certificates that came by mail or from a file.
public protocol CertificateReading: Sendable {
    /// The certificates in PEM, DER or PKCS#7 (certificates only), in their order; empty if there are none.
    /// Never more than 32, from at most 1 MiB.
    func certificates(in octets: [UInt8]) -> [CertificateFacts]
}
