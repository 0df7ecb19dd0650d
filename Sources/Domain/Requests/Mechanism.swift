/// The four mechanisms of the public service standard.
public enum Mechanism: String, Sendable, Hashable, Codable, CaseIterable {
    /// Penerbitan: a first certificate.
    case issuance
    /// Perubahan: new data in a certificate.
    case update
    /// Pembaruan, perpanjangan: a further service period.
    case renewal
    /// Pencabutan: the certificate ends before its time.
    case revocation
}

/// Who takes part in a request.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// Pemohon before issuance, pengguna after it.
    case applicant
    /// Verifikator of the agency.
    case verifier
    /// Registration Authority at the certification body.
    case registrationAuthority = "registration-authority"
    /// Petugas Informasi dan Pengaduan.
    case officer
    /// Whoever runs the desk.
    case administrator
}
