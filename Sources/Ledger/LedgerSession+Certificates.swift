import Domain
import Foundation
import GRDB

extension LedgerSession {
    func insert(_ certificate: CertificateRecord) throws {
        try change(
            """
            INSERT INTO certificate (issuer, request, holder, address, nik, nip, verifier, agency, notBefore,
                notAfter, status, replacedBy, revokedAt, revocation, serial, isOurs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, Self.arguments(certificate) + [!certificate.toBeSigned.isEmpty])
        try withBlob(certificate.toBeSigned) { toBeSigned in
            try withBlob(certificate.der) { der in
                _ = try change(
                    "INSERT INTO certificateContent (certificate, toBeSigned, der) VALUES (?, ?, ?)",
                    [certificate.serial.blob, toBeSigned, der])
            }
        }
    }

    /// Octets are added, never taken away: a record that was read without them takes none along.
    func update(_ certificate: CertificateRecord) throws {
        try changeOne(
            """
            UPDATE certificate SET issuer = ?, request = ?, holder = ?, address = ?, nik = ?, nip = ?,
                verifier = ?, agency = ?, notBefore = ?, notAfter = ?, status = ?, replacedBy = ?, revokedAt = ?,
                revocation = ?
            WHERE serial = ?
            """, Self.arguments(certificate), or: "certificate \(certificate.serial.tail)")
        guard !certificate.der.isEmpty else { return }
        try withBlob(certificate.der) { der in
            try changeOne(
                "UPDATE certificateContent SET der = ? WHERE certificate = ?",
                [der, certificate.serial.blob], or: "octets of certificate \(certificate.serial.tail)")
        }
    }

    func certificate(_ serial: CertificateSerial) throws -> CertificateRecord? {
        try first(
            "certificate",
            """
            SELECT \(CertificateQuery.columns), toBeSigned, der
            FROM certificate CROSS JOIN certificateContent ON certificate = serial WHERE serial = ?
            """, [serial.blob]
        ) { try Self.certificate($0, toBeSigned: try $0.bytes(15), der: try $0.bytes(16)) }
    }

    func certificates(_ filter: CertificateFilter) throws -> [CertificateRecord] {
        guard filter.limit > 0 else { return [] }
        let query = CertificateQuery(filter)
        return try all("certificate", query.sql, query.arguments) {
            try Self.certificate($0, toBeSigned: try $0.bytes(15), der: try $0.bytes(16))
        }
    }

    /// Sorted here: the index by date keeps those that have ended long ago out of every list to come.
    func revokedCertificates(since: Timestamp) throws -> [CertificateRecord] {
        try all(
            "certificate",
            """
            SELECT \(CertificateQuery.columns) FROM certificate INDEXED BY certificate_status
            WHERE status = 'revoked' AND notAfter > ? AND isOurs = 1
            """, [since.seconds]
        ) { try Self.certificate($0, toBeSigned: [], der: []) }.sorted { $0.serial < $1.serial }
    }

    private static func arguments(_ certificate: CertificateRecord) -> StatementArguments {
        [
            storable(certificate.issuer), certificate.request.map(RequestKey.encode),
            storable(certificate.holder), certificate.address.addrSpec, certificate.nik.map(storable),
            certificate.nip.map(storable), certificate.verifier.addrSpec, storable(certificate.agency),
            certificate.notBefore.seconds, certificate.notAfter.seconds, certificate.status.rawValue,
            certificate.replacedBy?.blob, certificate.revokedAt?.seconds, certificate.revocation?.rawValue,
            certificate.serial.blob,
        ]
    }

    private static func certificate(_ row: StoredRow, toBeSigned: [UInt8], der: [UInt8]) throws
        -> CertificateRecord
    {
        CertificateRecord(
            serial: try row.serial(0), issuer: try row.text(1), request: try row.optionalRequest(2),
            holder: try row.text(3), address: try row.address(4), nik: row.optionalText(5),
            nip: row.optionalText(6), verifier: try row.address(7), agency: try row.text(8),
            notBefore: try row.moment(9), notAfter: try row.moment(10),
            status: try row.choice(11, of: CertificateStatus.self), toBeSigned: toBeSigned, der: der,
            replacedBy: try row.optionalSerial(12), revokedAt: row.optionalMoment(13),
            revocation: try row.optionalChoice(14, of: RevocationCode.self))
    }
}

extension CertificateSerial {
    /// The octets as GRDB binds them, 20 with zeros in front, so that stored numbers sort by value.
    var blob: Data { Data(repeating: 0, count: 20 - octets.count) + octets }
}
