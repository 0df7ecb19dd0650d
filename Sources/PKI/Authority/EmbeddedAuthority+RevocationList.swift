internal import COpenSSL
public import Domain

extension EmbeddedAuthority {
    /// A signed CRL (version 2, RFC 5280 section 5) in DER, sorted by serial number. A certificate that comes
    /// twice is listed with its earliest date. Throws ``AuthorityError`` or ``OpenSSLError``.
    public func revocationList(
        _ entries: [RevokedCertificate], number: Int64, thisUpdate: Timestamp, nextUpdate: Timestamp
    ) throws -> [UInt8] {
        OpenSSLError.clear()
        guard number >= 0 else { throw AuthorityError(.unusableProfile, detail: "a negative CRL number") }
        guard thisUpdate < nextUpdate else {
            throw AuthorityError(.unusableTimes, detail: "the next CRL is not after this one")
        }
        let list = try OpenSSLObject(X509_CRL_new(), "making a CRL") { X509_CRL_free($0) }
        let times = try (CertificateDraft.check(thisUpdate), CertificateDraft.check(nextUpdate))
        let this = ASN1_TIME_set(nil, times.0)
        defer { ASN1_TIME_free(this) }
        let next = ASN1_TIME_set(nil, times.1)
        defer { ASN1_TIME_free(next) }
        guard X509_CRL_set_version(list.pointer, 1) == 1,
            X509_CRL_set_issuer_name(list.pointer, X509_get_subject_name(issuing.pointer)) == 1,
            X509_CRL_set1_lastUpdate(list.pointer, this) == 1,
            X509_CRL_set1_nextUpdate(list.pointer, next) == 1
        else { throw OpenSSLError("making a CRL") }
        for entry in Self.earliest(entries) { try Self.add(entry, to: list.pointer) }
        for part in [
            CertificateExtension.authorityKey(try issuingKeyIdentifier()),
            .revocationListNumber(UInt64(number)),
        ] {
            try part.withExtension { X509_CRL_add_ext(list.pointer, $0, -1) == 1 }
        }
        guard X509_CRL_sort(list.pointer) == 1, X509_CRL_sign(list.pointer, key.pointer, EVP_sha256()) > 0,
            let der = encodedDER({ i2d_X509_CRL(list.pointer, $0) })
        else { throw OpenSSLError("signing a CRL") }
        try verify(der)
        return der
    }

    /// Refuses a CRL that the issuing certificate's key does not verify.
    private func verify(_ der: [UInt8]) throws {
        guard let decoded = decodedDER(der, { d2i_X509_CRL(nil, $0, $1) }) else {
            throw AuthorityError(.changedContent, detail: "the CRL cannot be read back")
        }
        defer { X509_CRL_free(decoded.object) }
        guard decoded.rest == 0,
            X509_CRL_verify(decoded.object, X509_get0_pubkey(issuing.pointer)) == 1
        else { throw AuthorityError(.changedContent, detail: "the CRL does not verify") }
    }

    /// One entry for each serial number, in their order.
    private static func earliest(_ entries: [RevokedCertificate]) -> [RevokedCertificate] {
        var bySerial: [CertificateSerial: RevokedCertificate] = [:]
        for entry in entries {
            if let known = bySerial[entry.serial], known.revokedAt <= entry.revokedAt { continue }
            bySerial[entry.serial] = entry
        }
        return bySerial.values.sorted { $0.serial < $1.serial }
    }

    private static func add(_ entry: RevokedCertificate, to list: OpaquePointer) throws {
        let number = try CertificateSerialNumber(entry.serial)
        let date = ASN1_TIME_set(nil, try CertificateDraft.check(entry.revokedAt))
        defer { ASN1_TIME_free(date) }
        guard let line = X509_REVOKED_new() else { throw OpenSSLError("making a CRL") }
        var isTaken = false
        defer { if !isTaken { X509_REVOKED_free(line) } }
        guard X509_REVOKED_set_serialNumber(line, number.pointer) == 1,
            X509_REVOKED_set_revocationDate(line, date) == 1
        else { throw OpenSSLError("making a CRL") }
        try CertificateExtension.reason(entry.reason)?.withExtension {
            X509_REVOKED_add_ext(line, $0, -1) == 1
        }
        guard X509_CRL_add0_revoked(list, line) == 1 else { throw OpenSSLError("making a CRL") }
        isTaken = true
    }
}
