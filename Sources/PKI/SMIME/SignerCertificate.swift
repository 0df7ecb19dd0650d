internal import COpenSSL
internal import Domain

/// What the certificate of somebody who signed a mail must be, besides trusted (RFC 8550 section 4).
struct SignerCertificate {
    /// The mailboxes it names, at least one.
    let addresses: [EmailAddress]
    /// Serial number and subject.
    let facts: CertificateFacts

    /// Checks `certificate` by itself; nothing here says that it is trusted.
    init(_ certificate: OpaquePointer) throws(SignedMailRefusal) {
        guard let facts = CertificateFacts(certificate) else { throw .malformedSignedData }
        guard Self.isStrong(X509_get0_pubkey(certificate)) else { throw .weakAlgorithm }
        guard Self.isForMail(certificate), !facts.isAuthority else { throw .wrongPurpose }
        guard let addresses = Self.mailboxes(of: certificate), !addresses.isEmpty else {
            throw .unusableAddress
        }
        self.addresses = addresses
        self.facts = facts
    }

    /// RSA of 2048 to 8192 bits, or P-256 or P-384 by name.
    private static func isStrong(_ key: OpaquePointer?) -> Bool {
        guard let key else { return false }
        if EVP_PKEY_is_a(key, "RSA") == 1 { return (2048...8192).contains(EVP_PKEY_get_bits(key)) }
        // A curve spelled out may differ from the one it is recognised as.
        var isSpelledOut: Int32 = 1
        guard EVP_PKEY_is_a(key, "EC") == 1,
            EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isSpelledOut) == 1,
            isSpelledOut == 0
        else { return false }
        var name = [CChar](repeating: 0, count: 32)
        guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return false }
        let curve = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return [SN_X9_62_prime256v1, SN_secp384r1].contains { Array($0.utf8) == curve }
    }

    /// Whether both key usage and extended key usage are there and allow it. OpenSSL's own purpose is content with a
    /// certificate that has neither.
    private static func isForMail(_ certificate: OpaquePointer) -> Bool {
        // An absent extension reads as all ones.
        let purposes = X509_get_extended_key_usage(certificate)
        let usage = X509_get_key_usage(certificate)
        return purposes != .max && purposes & UInt32(XKU_SMIME) != 0 && usage != .max
            && usage & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) != 0
    }

    /// The rfc822Name entries of subjectAltName; `nil` if one of them is not one plain address to its last octet, be
    /// it because of a NUL. An emailAddress in the subject is not one: authorities check it less.
    private static func mailboxes(of certificate: OpaquePointer) -> [EmailAddress]? {
        guard let names = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else { return nil }
        let stack = OpaquePointer(names)
        defer { GENERAL_NAMES_free(stack) }
        var mailboxes: [EmailAddress] = []
        for index in 0..<max(0, OPENSSL_sk_num(stack)) {
            guard let value = OPENSSL_sk_value(stack, index) else { return nil }
            let name = value.assumingMemoryBound(to: GENERAL_NAME.self).pointee
            guard name.type == GEN_EMAIL else { continue }
            guard let text = name.d.rfc822Name, let start = ASN1_STRING_get0_data(text) else { return nil }
            let octets = UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(text)))
            guard octets.allSatisfy({ (0x21...0x7E).contains($0) }),
                let mailbox = EmailAddress(String(decoding: octets, as: UTF8.self))
            else { return nil }
            mailboxes.append(mailbox)
        }
        return mailboxes
    }
}
