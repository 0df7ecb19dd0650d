/// A file that scripted people attach: small, valid, made here, of nobody.
public struct SyntheticDocument: Sendable, Hashable {
    /// The name it has on the person's device.
    public let filename: String
    /// `type/subtype`.
    public let mediaType: String
    /// The octets.
    public let bytes: [UInt8]

    /// A file.
    public init(filename: String, mediaType: String, bytes: [UInt8]) {
        self.filename = filename
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// A photo of an identity card as a phone takes it: a grey JPEG (ITU-T T.81) of 320 × 200 points.
    public static func photo(_ filename: String) -> SyntheticDocument {
        SyntheticDocument(
            filename: filename, mediaType: "image/jpeg", bytes: GreyJPEG.bytes(width: 320, height: 200))
    }

    /// A scan as PNG (ISO/IEC 15948), 96 × 60 points of light grey.
    public static func scan(_ filename: String) -> SyntheticDocument {
        SyntheticDocument(
            filename: filename, mediaType: "image/png", bytes: GreyPNG.bytes(width: 96, height: 60))
    }

    /// A letter of one page as PDF (ISO 32000) that says `lines`.
    public static func letter(_ filename: String, _ lines: [String]) -> SyntheticDocument {
        SyntheticDocument(
            filename: filename, mediaType: "application/pdf", bytes: OnePagePDF.bytes(lines))
    }

    /// A table as a spreadsheet in Indonesian saves it: CSV with semicolons, a byte order mark and CRLF line ends.
    public static func spreadsheet(_ filename: String, _ rows: [[String]]) -> SyntheticDocument {
        let lines = rows.map { cells in
            cells.map { $0.contains(";") || $0.contains("\"") ? quoted($0) : $0 }.joined(separator: ";")
                + "\r\n"
        }
        return SyntheticDocument(
            filename: filename, mediaType: "text/csv", bytes: [0xEF, 0xBB, 0xBF] + lines.joined().utf8)
    }

    private static func quoted(_ cell: String) -> String {
        "\"\(cell.replacing("\"", with: "\"\""))\""
    }
}
