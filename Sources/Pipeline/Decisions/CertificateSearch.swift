import Domain
import Forms

/// Finds the certificate a form is about. Two identifiers have to fit, and people who share a name are never
/// confused: what is not clear is asked back.
struct CertificateSearch {
    /// What was found.
    enum Finding {
        /// The one.
        case one(CertificateRecord)
        /// None that this person may ask about.
        case none
        /// Several; the serial number decides.
        case several([CertificateRecord])
        /// One, but this field of the form says otherwise.
        case differs(FieldKey)
    }

    let ledger: any LedgerView
    let now: Timestamp
    /// Whether one that another took the place of may be meant, if it is named by its serial number.
    let findsReplaced: Bool

    /// The certificate that `reading` names. `mayAskAbout` says whose certificates the sender may ask about.
    func find(_ reading: FormReading, mayAskAbout: (CertificateRecord) -> Bool) throws -> Finding {
        var found = try candidates(reading).filter(mayAskAbout)
        if let written = value(.serialNumber, reading) {
            let digits = written.uppercased().filter { $0 != "-" && $0 != "." && $0 != ":" && $0 != " " }
            guard let serial = CertificateSerial(hex: digits) else { return .differs(.serialNumber) }
            // The last digits suffice: our own mails name a certificate by them.
            found = found.filter { certificate in
                certificate.serial == serial
                    || digits.count >= certificate.serial.tail.count
                        && certificate.serial.description.hasSuffix(digits)
            }
        }
        guard let first = found.first else { return .none }
        guard found.count == 1 else { return .several(found) }
        if let nik = value(.nik, reading), let known = first.nik, nik != known { return .differs(.nik) }
        if let nip = value(.nip, reading), let known = first.nip, nip != known { return .differs(.nip) }
        if let email = value(.email, reading), EmailAddress(email) != first.address {
            return .differs(.email)
        }
        if let name = value(.name, reading), !PersonName.isSamePerson(name, first.holder) {
            return .differs(.name)
        }
        return .one(first)
    }

    /// Certificates in force of the person, found by the strongest identifier given.
    private func candidates(_ reading: FormReading) throws -> [CertificateRecord] {
        var filters: [CertificateFilter] = []
        if let nik = value(.nik, reading) {
            var filter = CertificateFilter()
            filter.nik = nik
            filters.append(filter)
        }
        if let nip = value(.nip, reading) {
            var filter = CertificateFilter()
            filter.nip = nip
            filters.append(filter)
        }
        if let email = value(.email, reading).flatMap({ EmailAddress($0) }) {
            var filter = CertificateFilter()
            filter.address = email
            filters.append(filter)
        }
        for var filter in filters {
            filter.status = .valid
            filter.isUnreplaced = !(findsReplaced && reading.values[.serialNumber] != nil)
            filter.limit = 50
            let found = try ledger.certificates(filter)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func value(_ key: FieldKey, _ reading: FormReading) -> String? { reading.values[key]?.normalized }
}
