internal import COpenSSL
public import Domain

/// What can be read off a CRL (RFC 5280 section 5) without trusting it.
public struct RevocationListFacts: Sendable, Hashable {
    /// CRLNumber, if it has one.
    public let number: Int64?
    /// When it was signed.
    public let thisUpdate: Timestamp
    /// When the next one is promised for, if it says so.
    public let nextUpdate: Timestamp?
    /// Its lines, in their order. A reason this service does not use counts as unspecified.
    public let entries: [RevokedCertificate]

    /// The list in `der`; `nil` if it is none, cannot be read whole, or something follows it.
    public init?(der octets: [UInt8]) {
        defer { OpenSSLError.clear() }
        guard let decoded = decodedDER(octets, { d2i_X509_CRL(nil, $0, $1) }) else { return nil }
        let list = decoded.object
        defer { X509_CRL_free(list) }
        guard decoded.rest == 0, let thisUpdate = CertificateValidity.moment(X509_CRL_get0_lastUpdate(list))
        else { return nil }
        self.thisUpdate = thisUpdate
        nextUpdate = CertificateValidity.moment(X509_CRL_get0_nextUpdate(list))
        number = Self.integer(X509_CRL_get_ext_d2i(list, NID_crl_number, nil, nil))
        var entries: [RevokedCertificate] = []
        let lines = X509_CRL_get_REVOKED(list)
        for index in 0..<max(0, OPENSSL_sk_num(lines)) {
            guard let line = OPENSSL_sk_value(lines, index).map({ OpaquePointer($0) }),
                let entry = Self.entry(line)
            else { return nil }
            entries.append(entry)
        }
        self.entries = entries
    }

    private static func entry(_ line: OpaquePointer) -> RevokedCertificate? {
        guard let number = X509_REVOKED_get0_serialNumber(line), number.pointee.type == V_ASN1_INTEGER,
            let start = ASN1_STRING_get0_data(number),
            let serial = CertificateSerial(
                octets: UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(number)))),
            let moment = CertificateValidity.moment(X509_REVOKED_get0_revocationDate(line))
        else { return nil }
        let code = enumerated(X509_REVOKED_get_ext_d2i(line, NID_crl_reason, nil, nil))
        let reason = RevocationCode.allCases.first { $0.code == code } ?? .unspecified
        return RevokedCertificate(serial: serial, revokedAt: moment, reason: reason)
    }

    /// The value of an INTEGER, which is freed.
    private static func integer(_ pointer: UnsafeMutableRawPointer?) -> Int64? {
        guard let pointer else { return nil }
        let number = pointer.assumingMemoryBound(to: ASN1_INTEGER.self)
        defer { ASN1_INTEGER_free(number) }
        var value: Int64 = 0
        return ASN1_INTEGER_get_int64(&value, number) == 1 ? value : nil
    }

    /// The value of an ENUMERATED, which is freed.
    private static func enumerated(_ pointer: UnsafeMutableRawPointer?) -> Int? {
        guard let pointer else { return nil }
        let number = pointer.assumingMemoryBound(to: ASN1_ENUMERATED.self)
        defer { ASN1_ENUMERATED_free(number) }
        var value: Int64 = 0
        return ASN1_ENUMERATED_get_int64(&value, number) == 1 ? Int(value) : nil
    }
}
