import Foundation

/// A file that goes along with a mail.
struct TestAttachment {
    let name: String
    let mediaType: String
    let octets: [UInt8]

    /// The letter of recommendation; `copy` makes its octets differ.
    static func letter(_ copy: Int) -> TestAttachment {
        TestAttachment(
            name: "rekomendasi.pdf", mediaType: "application/pdf",
            octets: Array("%PDF-1.4 rekomendasi \(copy)".utf8))
    }

    /// A photograph of an identity card.
    static let identityCard = TestAttachment(
        name: "ktp.jpg", mediaType: "image/jpeg",
        octets: [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46] + Array(repeating: 7, count: 400))

    /// A list of people as a spreadsheet saves it.
    static func list(_ text: String, name: String = "daftar.csv") -> TestAttachment {
        TestAttachment(name: name, mediaType: "text/csv", octets: Array(text.utf8))
    }

    /// A certificate as it comes by mail.
    static func certificate(_ octets: [UInt8], name: String = "sertifikat.cer") -> TestAttachment {
        TestAttachment(name: name, mediaType: "application/pkix-cert", octets: octets)
    }

    /// The part of a multipart body.
    var part: String {
        """
        Content-Type: \(mediaType); name="\(name)"\r
        Content-Disposition: attachment; filename="\(name)"\r
        Content-Transfer-Encoding: base64\r
        \r
        \(Data(octets).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]))
        """
    }
}
