/// Kinds of file a person may attach, told by their first octets, never by their name or label.
public enum MediaKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// JPEG picture.
    case jpg
    /// PNG picture.
    case png
    /// PDF document.
    case pdf
    /// HEIF picture, what iPhones make.
    case heic
    /// WebP picture.
    case webp
    /// TIFF picture, what scanners make.
    case tiff
    /// A ZIP container; DOCX and XLSX are such.
    case zip
    /// An old Word or Excel document.
    case ole

    /// The kind of a file that begins with `prefix`, or `nil`.
    public init?(prefix: some Collection<UInt8>) {
        let octets = Array(prefix.prefix(1024))
        func begins(_ magic: [UInt8]) -> Bool { octets.starts(with: magic) }
        func holds(_ magic: String, at index: Int) -> Bool {
            octets.count >= index + magic.utf8.count && octets[index...].starts(with: magic.utf8)
        }
        if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpg
        } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if Self.holdsPDFHeader(octets) {
            self = .pdf
        } else if holds("ftyp", at: 4),
            ["heic", "heix", "mif1", "msf1", "heim", "hevc"].contains(where: { holds($0, at: 8) })
        {
            self = .heic
        } else if holds("RIFF", at: 0), holds("WEBP", at: 8) {
            self = .webp
        } else if begins([0x49, 0x49, 0x2A, 0x00]) || begins([0x4D, 0x4D, 0x00, 0x2A]) {
            self = .tiff
        } else if begins([0x50, 0x4B, 0x03, 0x04]) {
            self = .zip
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .ole
        } else {
            return nil
        }
    }

    /// `type/subtype` (RFC 2045 section 5.1).
    public var mediaType: String {
        switch self {
        case .jpg: "image/jpeg"
        case .png: "image/png"
        case .pdf: "application/pdf"
        case .heic: "image/heic"
        case .webp: "image/webp"
        case .tiff: "image/tiff"
        case .zip: "application/zip"
        case .ole: "application/x-ole-storage"
        }
    }

    /// Whether it is a picture.
    public var isPicture: Bool {
        switch self {
        case .jpg, .png, .heic, .webp, .tiff: true
        case .pdf, .zip, .ole: false
        }
    }

    /// Readers accept octets before `%PDF-`, so do we, among the first 1,024 (ISO 32000 annex H).
    private static func holdsPDFHeader(_ octets: [UInt8]) -> Bool {
        let magic = Array("%PDF-".utf8)
        guard octets.count >= magic.count else { return false }
        for start in 0...(octets.count - magic.count) where octets[start] == magic[0] {
            if octets[start..<start + magic.count].elementsEqual(magic) { return true }
        }
        return false
    }
}
