internal import Domain
internal import Forms

/// One certificate as `certificate list` shows it.
struct ListedCertificate: Codable, CustomStringConvertible {
    /// How a certificate stands, which its dates decide as well as the ledger.
    enum Standing: String, Codable, CaseIterable {
        /// Written down, not signed yet.
        case prepared
        /// In force.
        case valid
        /// Its time is over.
        case expired
        /// Ended before its time.
        case revoked
        /// Never handed to anybody.
        case abandoned

        init(_ record: CertificateRecord, at now: Timestamp) {
            self =
                switch record.status {
                case .prepared: .prepared
                case .valid: record.notAfter < now ? .expired : .valid
                case .revoked: .revoked
                case .abandoned: .abandoned
                }
        }

        /// What the ledger calls it.
        var status: CertificateStatus {
            switch self {
            case .prepared: .prepared
            case .valid, .expired: .valid
            case .revoked: .revoked
            case .abandoned: .abandoned
            }
        }
    }

    let serial: String
    let status: Standing
    let holder: String
    let address: String
    let agency: String
    let verifier: String
    let issuer: String
    let notBefore: String
    let notAfter: String
    /// Whole days until it ends; negative afterwards.
    let daysLeft: Int64
    /// The request it came from; `nil` if it was imported.
    let request: String?
    /// The certificate that took its place.
    let replacedBy: String?
    let revokedAt: String?
    let revocation: RevocationCode?

    init(_ record: CertificateRecord, at now: Timestamp) {
        serial = record.serial.description
        status = Standing(record, at: now)
        holder = record.holder
        address = record.address.addrSpec
        agency = record.agency
        verifier = record.verifier.addrSpec
        issuer = record.issuer
        notBefore = record.notBefore.description
        notAfter = record.notAfter.description
        daysLeft = (record.notAfter - now).quotientRoundedDown(by: 86_400)
        request = record.request?.description
        replacedBy = record.replacedBy?.description
        revokedAt = record.revokedAt?.description
        revocation = record.revocation
    }

    var description: String {
        let columns = [
            serial.padding(32), (replacedBy == nil ? status.rawValue : "replaced").padding(9),
            String(notAfter.prefix(10)), holder, "<\(address)>", agency,
        ]
        return columns.joined(separator: "  ")
    }
}

extension Int64 {
    fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}

/// One certificate as `certificate show` shows it.
struct CertificateSheet: Codable, CustomStringConvertible {
    let certificate: ListedCertificate
    /// The subject in one line; `nil` while there is no certificate yet.
    let subject: String?
    /// The holder's NIK, masked.
    let nik: String?
    let nip: String?
    /// SHA-256 over the whole certificate, as `openssl x509 -fingerprint -sha256` prints it.
    let fingerprint: String?
    /// The certificate itself, if it was asked for.
    let pem: String?

    init(
        _ record: CertificateRecord, facts: CertificateFacts?, fingerprint: String?, pem: String?,
        at now: Timestamp
    ) {
        certificate = ListedCertificate(record, at: now)
        subject = facts?.subject
        nik = record.nik.map(FormWriter.maskingNumbers)
        // A NIK may stand in for a NIP.
        nip = record.nip.map(FormWriter.maskingNumbers)
        self.fingerprint = fingerprint
        self.pem = pem
    }

    var description: String {
        let own = certificate
        let rows: [(String, String?)] = [
            ("serial", own.serial), ("status", own.status.rawValue), ("holder", own.holder),
            ("address", own.address), ("NIK", nik), ("NIP", nip), ("agency", own.agency),
            ("verifier", own.verifier), ("subject", subject), ("issuer", own.issuer),
            ("valid", "\(own.notBefore) to \(own.notAfter) (\(own.daysLeft) days left)"),
            ("replaced by", own.replacedBy),
            ("revoked", own.revokedAt.map { "\($0), \(own.revocation?.rawValue ?? "unspecified")" }),
            ("request", own.request ?? "none: imported"), ("SHA-256", fingerprint),
        ]
        let lines = rows.compactMap { name, value in value.map { "\(name.padding(12)) \($0)" } }
        return (lines + [pem?.trimmingLastBreak].compactMap(\.self)).joined(separator: "\n")
    }
}

extension String {
    /// Without the line break at the end, which printing adds.
    fileprivate var trimmingLastBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}

extension Digest {
    /// Pairs of upper-case digits with colons, as fingerprints of certificates are written.
    var fingerprint: String {
        let digits = Array(hex.uppercased())
        return stride(from: 0, to: digits.count, by: 2).map { String(digits[$0...($0 + 1)]) }
            .joined(separator: ":")
    }
}
