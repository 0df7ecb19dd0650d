internal import Domain

/// A line of a revocation list (RFC 5280 section 5.1), looked up by its serial number.
///
/// A look, not a proof: the tests check the list with OpenSSL.
struct RevocationEntry {
    /// The entry's reason; unspecified when it names none.
    let reason: RevocationCode

    /// Looks for `serial` in the DER of a list; `nil` if it does not stand there.
    init?(_ serial: CertificateSerial, in list: [UInt8]) {
        let value = (serial.octets.first ?? 0) < 0x80 ? serial.octets : [0] + serial.octets
        let integer = [0x02, UInt8(value.count)] + value
        guard let found = list.firstRange(of: integer) else { return nil }
        // The date follows, then the extensions of the entry; the next entry is further away.
        let rest = list[found.upperBound...].prefix(34)
        let mark: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01]
        guard let extensions = rest.firstRange(of: mark), let code = rest[extensions.upperBound...].first
        else {
            reason = .unspecified
            return
        }
        reason = RevocationCode.allCases.first { $0.code == Int(code) } ?? .unspecified
    }
}
