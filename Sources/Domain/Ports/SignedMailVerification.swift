/// Reads S/MIME signatures (RFC 8551). Whoever acts on a signed mail acts on ``SignedMail/content`` alone, never on
/// anything else in the message: neither its outer Subject nor text around the signed part was signed.
public protocol SignedMailVerification: Sendable {
    /// What the signature over the message in `octets`, as it came, proves at `moment`. Nothing is fetched from
    /// anywhere, nothing is thrown: what cannot be decided is refused.
    func verify(_ octets: [UInt8], at moment: Timestamp) -> SignedMailFinding
    /// The signed MIME entity in `octets` without asking once more who signed it: for a message that verified when it
    /// came, whose certificate may have ended since. `nil` if there is none.
    func content(ofVerified octets: [UInt8]) -> [UInt8]?
}

/// What became of a message that may be signed.
public enum SignedMailFinding: Sendable, Hashable, CustomStringConvertible {
    /// The message as a whole is neither `multipart/signed` with protocol `application/pkcs7-signature` nor
    /// `application/pkcs7-mime` with `smime-type=signed-data`. Signatures further inside count for nothing.
    case notSigned
    /// It says it is signed, and proves nothing.
    case refused(SignedMailRefusal)
    /// The signature holds, and leads to one of our anchors.
    case verified(SignedMail)

    /// A machine name such as `not-signed`, `refused:bad-signature` or `verified`; without addresses and content.
    public var description: String {
        switch self {
        case .notSigned: "not-signed"
        case .refused(let reason): "refused:\(reason.rawValue)"
        case .verified: "verified"
        }
    }
}

/// What somebody signed, and who. Whether one of the addresses may do what the content asks for is another question.
public struct SignedMail: Sendable, Hashable {
    /// The signed MIME entity: header section, empty line, body, CRLF line ends, no NUL. These very octets verified.
    public let content: [UInt8]
    /// The rfc822Name entries of the signer's certificate (RFC 5280 section 4.2.1.6), in their order; at least one.
    public let addresses: [EmailAddress]
    /// Serial number of the signer's certificate.
    public let serial: CertificateSerial
    /// Its subject in one line, most general part first, for people to read.
    public let subject: String
    /// The signing-time attribute (RFC 5652 section 11.3) as it was signed; empty if there is none. The signer's
    /// clock: good for telling two signatures apart, never for deadlines.
    public let signingTime: String

    /// A signed mail.
    public init(
        content: [UInt8], addresses: [EmailAddress], serial: CertificateSerial, subject: String,
        signingTime: String = ""
    ) {
        self.signingTime = signingTime
        self.content = content
        self.addresses = addresses
        self.serial = serial
        self.subject = subject
    }
}

/// Why a signature proves nothing; the raw value is the machine name `explain` shows.
public enum SignedMailRefusal: String, Error, Sendable, Hashable, Codable, CaseIterable {
    /// The message is larger than any the desk takes.
    case tooLarge = "too-large"
    /// Line ends are neither all CRLF nor all LF, or there is a NUL.
    case mixedLineEnds = "mixed-line-ends"
    /// A header section that others may read differently (RFC 5322 section 2.2).
    case malformedHeader = "malformed-header"
    /// MIME-Version or a Content-… field stands there twice.
    case repeatedField = "repeated-header-field"
    /// MIME-Version is missing or not 1.0.
    case wrongVersion = "wrong-mime-version"
    /// Content-Type does not follow RFC 2045 section 5.1, or a parameter is missing or doubled.
    case malformedContentType = "malformed-content-type"
    /// Content-Transfer-Encoding is missing or not the one that belongs there.
    case wrongTransferEncoding = "wrong-transfer-encoding"
    /// A line that others may take for a boundary, a boundary that never comes, or parts that touch.
    case malformedMultipart = "malformed-multipart"
    /// There are not exactly two parts.
    case wrongPartCount = "not-two-parts"
    /// Text before the first or after the last part, which nobody signed.
    case textAroundParts = "text-around-parts"
    /// The second part is something else than a signature.
    case noSignaturePart = "no-signature-part"
    /// The encoded signature is not canonical base64 from its first to its last character.
    case malformedBase64 = "malformed-base64"
    /// Not one CMS SignedData over plain data (RFC 5652 section 5), or of a shape no mail program makes.
    case malformedSignedData = "malformed-signed-data"
    /// A `multipart/signed` whose signature brings a content of its own, or the other way round.
    case misplacedContent = "misplaced-content"
    /// The signed entity is itself signed or encrypted.
    case nestedSignature = "nested-signature"
    /// The signed octets are no MIME entity in canonical form (RFC 8551 section 3.1.1).
    case malformedContent = "malformed-content"
    /// There is not exactly one signer.
    case wrongSignerCount = "not-one-signer"
    /// The signer's certificate is not in the message, or more than one could be it.
    case noSignerCertificate = "no-signer-certificate"
    /// A digest below SHA-256, RSA below 2048 bits, a curve other than P-256 or P-384, in the signature or the chain.
    case weakAlgorithm = "weak-algorithm"
    /// The certificate is not for signing mail: emailProtection, or digitalSignature and nonRepudiation, are not in
    /// it, or it is an authority's.
    case wrongPurpose = "wrong-certificate-purpose"
    /// The certificate names no mailbox, or one that cannot be read without doubt.
    case unusableAddress = "unusable-certificate-address"
    /// A certificate of the chain is not valid yet, or no longer.
    case notValidNow = "certificate-not-valid-now"
    /// The certificate leads to none of our anchors.
    case untrusted
    /// The certificate was revoked.
    case revoked
    /// Revocation lists are used, and none that is valid now speaks for this certificate.
    case revocationUnknown = "revocation-unknown"
    /// The octets are not the ones that were signed, or not by this key.
    case badSignature = "bad-signature"
    /// The cryptographic library could not be asked, for lack of memory for instance.
    case unavailable
}
