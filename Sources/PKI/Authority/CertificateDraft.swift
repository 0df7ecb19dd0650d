internal import COpenSSL
internal import Domain

/// A certificate (X.509 version 3) that is being put together.
struct CertificateDraft {
    /// The certificate.
    let certificate: OpenSSLObject
    /// Its serial number, drawn at random.
    let serial: CertificateSerial

    /// A draft for the public half of `key`; `algorithm` is that of the key that will sign.
    init(
        subject: OpenSSLObject, issuer: OpaquePointer?, notBefore: Timestamp, notAfter: Timestamp,
        key: SignatureKey, signedBy signer: SignatureKey
    ) throws {
        certificate = try OpenSSLObject(X509_new(), "making a certificate") { X509_free($0) }
        serial = try Self.drawSerial()
        let pointer = certificate.pointer
        let times = try (Self.check(notBefore), Self.check(notAfter))
        guard notBefore < notAfter else {
            throw AuthorityError(.unusableTimes, detail: "the end is not after the start")
        }
        let number = try CertificateSerialNumber(serial)
        let signature = signer.signatureAlgorithm
        guard X509_set_version(pointer, 2) == 1, X509_set_serialNumber(pointer, number.pointer) == 1,
            X509_set_subject_name(pointer, subject.pointer) == 1,
            X509_set_issuer_name(pointer, issuer ?? subject.pointer) == 1,
            ASN1_TIME_set(X509_getm_notBefore(pointer), times.0) != nil,
            ASN1_TIME_set(X509_getm_notAfter(pointer), times.1) != nil,
            X509_set_pubkey(pointer, key.pointer) == 1,
            sertipos_set_tbs_algorithm(pointer, signature.algorithm, signature.parameter) == 1
        else { throw OpenSSLError("making a certificate") }
    }

    /// Adds an extension.
    func add(_ part: CertificateExtension) throws {
        try part.withExtension { X509_add_ext(certificate.pointer, $0, -1) == 1 }
    }

    /// Identifier of its public key: leftmost 160 bits of SHA-256 of the key's bits (RFC 7093 section 2).
    func subjectKeyIdentifier() throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard X509_pubkey_digest(certificate.pointer, EVP_sha256(), &digest, &count) == 1, count == 32 else {
            throw OpenSSLError("making a key identifier")
        }
        return Array(digest.prefix(20))
    }

    /// DER of TBSCertificate as it is now.
    func toBeSigned() throws -> [UInt8] {
        guard let octets = encodedDER({ i2d_re_X509_tbs(certificate.pointer, $0) }) else {
            throw OpenSSLError("writing a certificate")
        }
        return octets
    }

    /// Signs with SHA-256 and returns the whole certificate in DER.
    func sign(with key: SignatureKey) throws -> [UInt8] {
        guard X509_sign(certificate.pointer, key.pointer, EVP_sha256()) > 0,
            let der = encodedDER({ i2d_X509(certificate.pointer, $0) })
        else { throw OpenSSLError("signing a certificate") }
        return der
    }

    /// 126 random bits behind a fixed one, so that every number is positive and has 16 octets.
    private static func drawSerial() throws -> CertificateSerial {
        var octets = try SystemRandom().randomBytes(16)
        octets[0] = octets[0] & 0x7F | 0x40
        guard let serial = CertificateSerial(octets: octets) else { throw SystemRandom.Unavailable() }
        return serial
    }

    /// The moment as C has it, if X.509 can say it: the years 1950 to 9999 (RFC 5280 section 4.1.2.5).
    static func check(_ moment: Timestamp) throws(AuthorityError) -> time_t {
        guard (-631_152_000...253_402_300_799).contains(moment.seconds) else {
            throw AuthorityError(.unusableTimes, detail: "a year before 1950 or after 9999")
        }
        return time_t(moment.seconds)
    }
}

/// An ASN1_INTEGER, freed when it goes.
final class CertificateSerialNumber {
    let pointer: UnsafeMutablePointer<ASN1_INTEGER>

    init(_ serial: CertificateSerial) throws(OpenSSLError) {
        let number = BN_bin2bn(serial.octets, Int32(clamping: serial.octets.count), nil)
        defer { BN_free(number) }
        guard let number, let pointer = BN_to_ASN1_INTEGER(number, nil) else {
            throw OpenSSLError("making a serial number")
        }
        self.pointer = pointer
    }

    deinit { ASN1_INTEGER_free(pointer) }
}
