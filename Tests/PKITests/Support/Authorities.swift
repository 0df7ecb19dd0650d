import Domain
import TestSupport
import Testing

@testable import PKI

/// One authority of each kind for all tests, because making and opening them takes time.
struct Authorities {
    static let passphrase = SecretOctets("rahasia dinas kominfo 2026".utf8)
    static let now = FixedClock().now()
    static let profile = CertificateProfile(
        revocationListURL: "http://crl.example.go.id/desk.crl", policy: "2.16.360.1.1.1.12.9",
        policyURL: "https://example.go.id/cps.pdf")

    let folder: TemporaryFolder
    let seals: Seals
    let authority: EmbeddedAuthority

    init(_ kind: KeyKind) throws {
        folder = try TemporaryFolder()
        seals = try Seals()
        let profile = kind == .p256 ? Self.profile : CertificateProfile(holderKey: .rsa3072)
        try EmbeddedAuthority.create(
            folder: folder.place("authority"), passphrase: Self.passphrase,
            name: "Diskominfo Kabupaten Contoh",
            keyKind: kind, now: Self.now)
        authority = try EmbeddedAuthority.open(
            folder: folder.place("authority"), passphrase: Self.passphrase, sealing: seals.sealing,
            profile: profile, now: Self.now)
    }

    static let p256 = Result { try Authorities(.p256) }
    static let rsa3072 = Result { try Authorities(.rsa3072) }

    static func shared(_ kind: KeyKind) throws -> Authorities {
        try (kind == .p256 ? p256 : rsa3072).get()
    }

    static func order(
        commonName: String = "Siti Nurhaliza Dewi", organization: String = "Dinas Kesehatan",
        unit: String? = "Puskesmas Melati", title: String? = "Kepala Bidang",
        address: String = "siti@dinkes.example.go.id", from: Timestamp = now,
        to: Timestamp = now + 730 * 86_400, key: [UInt8]? = nil
    ) throws -> CertificateOrder {
        CertificateOrder(
            commonName: commonName, organization: organization, organizationalUnit: unit, title: title,
            address: try #require(EmailAddress(address)), notBefore: from, notAfter: to, publicKeyInfo: key)
    }

    /// Root and issuing certificate as files for the command line.
    var rootFile: String { folder.place("authority/root.pem") }
    var issuingFile: String { folder.place("authority/issuing.pem") }
}
