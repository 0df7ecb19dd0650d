internal import Domain

/// Walks the certificates that pass a filter in the order of their last moments, in small steps, so that memory
/// does not grow with their number.
struct CertificateWalk {
    let view: any LedgerView
    let filter: CertificateFilter
    /// How many are read at once.
    var step = 200

    /// Calls `visit` with each certificate until it answers false.
    func each(_ visit: (CertificateRecord) throws -> Bool) throws {
        var filter = filter
        filter.limit = step
        var seen: Set<CertificateSerial> = []
        while true {
            let found = try view.certificates(filter)
            for certificate in found where !seen.contains(certificate.serial) {
                guard try visit(certificate) else { return }
            }
            guard found.count == filter.limit, let last = found.last?.notAfter else { return }
            // More of them than one step end at the same moment: only a longer step gets past it.
            filter.limit = filter.expiringFrom == last ? filter.limit * 2 : step
            filter.expiringFrom = last
            seen = Set(found.lazy.filter { $0.notAfter == last }.map(\.serial))
        }
    }

    /// The certificate that people mean by `text`: its serial number, or the last eight digits or more, by which
    /// notices name it.
    static func find(_ text: String, in view: any LedgerView) throws -> CertificateRecord {
        let digits = text.filter { $0 != ":" && $0 != " " }.uppercased()
        guard let serial = CertificateSerial(hex: digits) else { throw UnknownSerial(text: text, matches: 0) }
        if let certificate = try view.certificate(serial) { return certificate }
        var matches: [CertificateRecord] = []
        if digits.count >= 8 {
            try CertificateWalk(view: view, filter: CertificateFilter()).each { certificate in
                if certificate.serial.description.hasSuffix(digits) { matches.append(certificate) }
                return matches.count < 10
            }
        }
        guard let match = matches.first, matches.count == 1 else {
            throw UnknownSerial(text: text, matches: matches.count)
        }
        return match
    }
}

/// No certificate has this serial number, or several end like that.
struct UnknownSerial: ClassifiedError {
    let text: String
    let matches: Int
    var failureClass: FailureClass { .permanent }
    var description: String {
        matches > 1
            ? "'\(text)' fits \(matches) certificates; write more of the serial number"
            : "no certificate '\(text)' in this desk; `sertipos certificate list` shows those there are"
    }
}
