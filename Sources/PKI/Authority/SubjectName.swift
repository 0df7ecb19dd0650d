internal import COpenSSL
internal import Domain

/// Builds distinguished names (RFC 5280 section 4.1.2.4) in UTF8String, country in PrintableString.
enum SubjectName {
    /// Upper bound of O, OU, title and CN in characters (RFC 5280 appendix A.1).
    static let limit = 64

    /// C, O, OU, title and CN of an order, in this order. Throws ``OrderError`` or ``OpenSSLError``.
    static func make(for order: CertificateOrder, country: String) throws -> OpenSSLObject {
        var parts: [(attribute: Int32, field: OrderError.Field, text: String)] = [
            (NID_organizationName, .organization, order.organization)
        ]
        if let unit = order.organizationalUnit {
            parts.append((NID_organizationalUnitName, .organizationalUnit, unit))
        }
        if let title = order.title { parts.append((NID_title, .title, title)) }
        parts.append((NID_commonName, .commonName, order.commonName))
        for part in parts {
            if let problem = problem(in: part.text) { throw OrderError(part.field, problem) }
        }
        return try make(country: country, parts.map { ($0.attribute, $0.text) })
    }

    /// C, O and CN of an authority. Throws ``AuthorityError`` or ``OpenSSLError``.
    static func make(
        authority name: String, role: String, country: String
    ) throws -> OpenSSLObject {
        guard problem(in: name) == nil, problem(in: "\(name) \(role)") == nil else {
            throw AuthorityError(.unusableName)
        }
        return try make(
            country: country, [(NID_organizationName, name), (NID_commonName, "\(name) \(role)")])
    }

    /// What keeps `text` from standing in a name, or `nil`.
    static func problem(in text: String) -> OrderError.Problem? {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return .empty }
        let isVisible = scalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                false
            default: true
            }
        }
        guard isVisible, !first.properties.isWhitespace, !last.properties.isWhitespace else {
            return .unusableCharacters
        }
        return scalars.count <= limit ? nil : .tooLong(count: scalars.count, limit: limit)
    }

    private static func make(country: String, _ parts: [(Int32, String)]) throws -> OpenSSLObject {
        let name = try OpenSSLObject(X509_NAME_new(), "making a name") { X509_NAME_free($0) }
        let all =
            [(NID_countryName, V_ASN1_PRINTABLESTRING, country)]
            + parts.map { ($0.0, V_ASN1_UTF8STRING, $0.1) }
        for (attribute, type, text) in all {
            let octets = Array(text.utf8)
            guard
                X509_NAME_add_entry_by_NID(
                    name.pointer, attribute, type, octets, Int32(clamping: octets.count), -1, 0) == 1
            else { throw OpenSSLError("making a name") }
        }
        return name
    }
}
