internal import COpenSSL
internal import Domain

/// One extension of a certificate, CRL or CRL entry (RFC 5280 sections 4.2 and 5.2), its value in DER.
struct CertificateExtension {
    let kind: Int32
    var isCritical = false
    let value: [UInt8]

    /// basicConstraints (4.2.1.9): a certification authority with at most `depth` others below it.
    static func authority(depth: UInt64) -> Self {
        Self(kind: NID_basic_constraints, isCritical: true, value: DER.sequence(DER.yes, DER.integer(depth)))
    }

    /// basicConstraints (4.2.1.9): CA is FALSE, the default, which DER leaves out.
    static var endEntity: Self {
        Self(kind: NID_basic_constraints, isCritical: true, value: DER.sequence())
    }

    /// keyUsage (4.2.1.3): digitalSignature and nonRepudiation.
    static var signing: Self { Self(kind: NID_key_usage, isCritical: true, value: DER.namedBits([0, 1])) }

    /// keyUsage (4.2.1.3): keyCertSign and cRLSign.
    static var certifying: Self { Self(kind: NID_key_usage, isCritical: true, value: DER.namedBits([5, 6])) }

    /// extKeyUsage (4.2.1.12): id-kp-emailProtection, 1.3.6.1.5.5.7.3.4.
    static var emailProtection: Self {
        let purpose: [UInt8] = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x04]
        return Self(kind: NID_ext_key_usage, value: DER.sequence(purpose))
    }

    /// subjectAltName (4.2.1.6) with one rfc822Name.
    static func mailbox(_ address: EmailAddress) -> Self {
        let name = DER.implicit(1, Array(address.addrSpec.utf8))
        return Self(kind: NID_subject_alt_name, value: DER.sequence(name))
    }

    /// subjectKeyIdentifier (4.2.1.2).
    static func subjectKey(_ identifier: [UInt8]) -> Self {
        Self(kind: NID_subject_key_identifier, value: DER.octetString(identifier))
    }

    /// authorityKeyIdentifier (4.2.1.1) with the key identifier alone.
    static func authorityKey(_ identifier: [UInt8]) -> Self {
        Self(kind: NID_authority_key_identifier, value: DER.sequence(DER.implicit(0, identifier)))
    }

    /// cRLDistributionPoints (4.2.1.13) with one URI as fullName.
    static func revocationList(at url: String) -> Self {
        let name = DER.implicit(0, constructed: true, DER.implicit(6, Array(url.utf8)))
        let point = DER.sequence(DER.implicit(0, constructed: true, name))
        return Self(kind: NID_crl_distribution_points, value: DER.sequence(point))
    }

    /// certificatePolicies (4.2.1.4) with one policy and perhaps its practice statement (id-qt-cps); `nil` if
    /// `policy` is no object identifier.
    static func policy(_ policy: String, url: String?) -> Self? {
        guard let identifier = DER.objectIdentifier(policy) else { return nil }
        let statement: [UInt8] = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x01]
        let qualifiers = url.map { DER.sequence(DER.sequence(statement, DER.ia5($0))) }
        let one = DER.sequence(identifier, qualifiers ?? [])
        return Self(kind: NID_certificate_policies, value: DER.sequence(one))
    }

    /// cRLNumber (5.2.3), not negative.
    static func revocationListNumber(_ number: UInt64) -> Self {
        Self(kind: NID_crl_number, value: DER.integer(number))
    }

    /// reasonCode (5.3.1); `nil` for unspecified, which is said by leaving it out.
    static func reason(_ code: RevocationCode) -> Self? {
        let number: UInt8? =
            switch code {
            case .unspecified: nil
            case .keyCompromise: 1
            case .affiliationChanged: 3
            case .superseded: 4
            case .cessationOfOperation: 5
            }
        return number.map { Self(kind: NID_crl_reason, value: DER.enumerated($0)) }
    }

    /// Lends the extension as OpenSSL has it.
    func withExtension(_ body: (OpaquePointer) -> Bool) throws(OpenSSLError) {
        let octets = ASN1_OCTET_STRING_new()
        defer { ASN1_OCTET_STRING_free(octets) }
        guard ASN1_OCTET_STRING_set(octets, value, Int32(clamping: value.count)) == 1,
            let object = X509_EXTENSION_create_by_NID(nil, kind, isCritical ? 1 : 0, octets)
        else { throw OpenSSLError("making an extension") }
        defer { X509_EXTENSION_free(object) }
        guard body(object) else { throw OpenSSLError("adding an extension") }
    }
}
