internal import COpenSSL
internal import Domain

extension CertificateFacts {
    /// What stands in `certificate`; `nil` if serial number, times or key cannot be read.
    init?(_ certificate: OpaquePointer) {
        guard let serial = Self.serial(of: certificate), let validity = CertificateValidity(of: certificate),
            let subject = X509_get_subject_name(certificate), let issuer = X509_get_issuer_name(certificate),
            let key = encodedDER({ i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), $0) }),
            let der = encodedDER({ i2d_X509(certificate, $0) })
        else { return nil }
        let inSubject = Self.texts(NID_pkcs9_emailAddress, in: subject).filter(Self.isPrintableASCII)
        var known: Set<String> = []
        let addresses = (Self.alternativeAddresses(of: certificate) + inSubject).filter {
            known.insert($0).inserted
        }
        let usage = X509_get_key_usage(certificate)
        self.init(
            serial: serial, subject: Self.line(subject),
            // The last one is the most specific.
            commonName: Self.texts(NID_commonName, in: subject).last,
            issuer: Self.line(issuer), addresses: addresses, notBefore: validity.range.lowerBound,
            notAfter: validity.range.upperBound, isAuthority: X509_check_ca(certificate) != 0,
            maySign: usage & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) != 0, publicKeyInfo: key,
            der: der)
    }

    /// The serial number, if it is one that RFC 5280 section 4.1.2.2 allows.
    private static func serial(of certificate: OpaquePointer) -> CertificateSerial? {
        guard let number = X509_get0_serialNumber(certificate), number.pointee.type == V_ASN1_INTEGER else {
            return nil
        }
        return CertificateSerial(octets: octets(of: number))
    }

    /// The name in one line, most general part first.
    private static func line(_ name: OpaquePointer) -> String {
        guard let output = try? memoryOutput(), sertipos_print_name(output.pointer, name) >= 0 else {
            return ""
        }
        return writtenOctets(output).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Values of an attribute, in their order; those with control characters are left out.
    private static func texts(_ attribute: Int32, in name: OpaquePointer) -> [String] {
        var texts: [String] = []
        var index = X509_NAME_get_index_by_NID(name, attribute, -1)
        while index >= 0 {
            let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index))
            var start: UnsafeMutablePointer<UInt8>?
            let count = ASN1_STRING_to_UTF8(&start, value)
            if count > 0, let start {
                let text = String(
                    decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
                let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
                if isPlain { texts.append(text) }
            }
            CRYPTO_free(start, #file, #line)
            index = X509_NAME_get_index_by_NID(name, attribute, index)
        }
        return texts
    }

    /// rfc822Name entries of subjectAltName (RFC 5280 section 4.2.1.6).
    private static func alternativeAddresses(of certificate: OpaquePointer) -> [String] {
        guard let names = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else { return [] }
        let stack = OpaquePointer(names)
        defer { GENERAL_NAMES_free(stack) }
        var addresses: [String] = []
        for index in 0..<max(0, OPENSSL_sk_num(stack)) {
            guard let value = OPENSSL_sk_value(stack, index) else { continue }
            let name = value.assumingMemoryBound(to: GENERAL_NAME.self).pointee
            guard name.type == GEN_EMAIL, let mailbox = name.d.rfc822Name else { continue }
            let text = String(decoding: octets(of: mailbox), as: UTF8.self)
            if isPrintableASCII(text) { addresses.append(text) }
        }
        return addresses
    }

    private static func octets(of string: UnsafePointer<ASN1_STRING>) -> [UInt8] {
        let count = Int(ASN1_STRING_length(string))
        guard count > 0, let start = ASN1_STRING_get0_data(string) else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    private static func isPrintableASCII(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
