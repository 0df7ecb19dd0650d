import Domain
import GRDB

/// A filter of certificates as SQL. The text is put together from literals; values are always arguments.
struct CertificateQuery {
    let sql: String
    let arguments: StatementArguments

    /// What makes a record, but for the octets, which may follow as columns 15 and 16.
    static let columns = """
        serial, issuer, request, holder, address, nik, nip, verifier, agency, notBefore, notAfter, status, \
        replacedBy, revokedAt, revocation
        """

    /// Every index goes on with `notAfter, serial`, so each gives the wanted order and takes a span of dates.
    /// The narrowest condition that is given leads; the others are checked on its rows.
    init(_ filter: CertificateFilter) {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        var index = "certificate_expiry"
        let demand = { (name: String?, condition: String, value: (any DatabaseValueConvertible)?) in
            if let name { index = name }
            conditions.append(condition)
            if let value { arguments += [value] }
        }
        if filter.isUnreplaced { demand(nil, "replacedBy IS NULL", nil) }
        if let first = filter.expiringFrom { demand(nil, "notAfter >= ?", first.seconds) }
        if let end = filter.expiringBefore { demand(nil, "notAfter < ?", end.seconds) }
        if let status = filter.status { demand("certificate_status", "status = ?", status.rawValue) }
        if let address = filter.address { demand("certificate_address", "address = ?", address.addrSpec) }
        if let nik = filter.nik { demand("certificate_nik", "nik = ?", storable(nik)) }
        if let nip = filter.nip { demand("certificate_nip", "nip = ?", storable(nip)) }
        if let request = filter.request {
            demand("certificate_request", "request = ?", RequestKey.encode(request))
        }
        arguments += [filter.limit]
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        self.sql = """
            SELECT \(Self.columns), toBeSigned, der
            FROM certificate INDEXED BY \(index) CROSS JOIN certificateContent ON certificate = serial
            \(condition) ORDER BY notAfter, serial LIMIT ?
            """
        self.arguments = arguments
    }
}
