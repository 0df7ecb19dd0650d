internal import COpenSSL
internal import Domain
internal import Glibc

/// The times in a certificate (RFC 5280 section 4.1.2.5).
struct CertificateValidity {
    /// From notBefore to notAfter, both included.
    let range: ClosedRange<Timestamp>

    /// The times of `certificate`; `nil` if one cannot be read or they are out of order.
    init?(of certificate: OpaquePointer) {
        guard let first = Self.moment(X509_get0_notBefore(certificate)),
            let last = Self.moment(X509_get0_notAfter(certificate)), first <= last
        else { return nil }
        range = first...last
    }

    /// The moment `time` spells, or `nil`.
    static func moment(_ time: UnsafePointer<ASN1_TIME>?) -> Timestamp? {
        // Without a time OpenSSL would take the present one.
        guard let time else { return nil }
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1,
            let date = CivilDate(
                year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        else { return nil }
        let second = Int(parts.tm_hour) * 3600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
        return LocalTime(date: date, secondOfDay: second, zone: .utc).timestamp
    }
}
