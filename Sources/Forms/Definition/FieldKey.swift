/// The machine name of a field, the same in every form: `nik`, `identity-card`.
public struct FieldKey: RawRepresentable, Sendable, Hashable, Codable, Comparable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The name.
    public let rawValue: String

    /// The key with this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The key with this name.
    public init(stringLiteral value: String) { rawValue = value }

    /// The name.
    public var description: String { rawValue }

    /// Orders by name.
    public static func < (left: FieldKey, right: FieldKey) -> Bool { left.rawValue < right.rawValue }

    /// The person's name.
    public static let name: FieldKey = "name"
    /// NIK.
    public static let nik: FieldKey = "nik"
    /// NIP.
    public static let nip: FieldKey = "nip"
    /// Pangkat / golongan.
    public static let grade: FieldKey = "grade"
    /// Jabatan.
    public static let position: FieldKey = "position"
    /// Unit kerja.
    public static let unit: FieldKey = "unit"
    /// Instansi.
    public static let agency: FieldKey = "agency"
    /// Kota / kabupaten.
    public static let city: FieldKey = "city"
    /// Provinsi.
    public static let province: FieldKey = "province"
    /// The person's own email address.
    public static let email: FieldKey = "email"
    /// Mobile number.
    public static let phone: FieldKey = "phone"
    /// Tempat lahir.
    public static let birthPlace: FieldKey = "birth-place"
    /// Tanggal lahir.
    public static let birthDate: FieldKey = "birth-date"
    /// The system the certificate is used in.
    public static let system: FieldKey = "system"
    /// What it is used for.
    public static let purpose: FieldKey = "purpose"
    /// Consent to the processing of personal data.
    public static let consent: FieldKey = "consent"
    /// Why a certificate is to be revoked.
    public static let reason: FieldKey = "reason"
    /// Details of the reason.
    public static let details: FieldKey = "details"
    /// Serial number of a certificate.
    public static let serialNumber: FieldKey = "serial-number"
    /// Letter of recommendation or request.
    public static let letter: FieldKey = "letter"
    /// Picture of the identity card (KTP).
    public static let identityCard: FieldKey = "identity-card"
    /// Letter of appointment (SK).
    public static let appointmentLetter: FieldKey = "appointment-letter"
    /// Supporting documents.
    public static let evidence: FieldKey = "evidence"
}
