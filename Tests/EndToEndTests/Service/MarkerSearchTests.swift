import Foundation
import Testing

/// A search that finds nothing proves something only if it finds what is there.
@Suite
struct MarkerSearchTests {
    private let marker = Marker()
    private let folder = NSTemporaryDirectory() + "sertipos-marker-\(UUID().uuidString)"

    private func finds(_ octets: some Sequence<UInt8>, in name: String) throws -> Bool {
        for path in ["\(folder)/desk/new", "\(folder)/elsewhere"] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(octets).write(to: URL(filePath: "\(folder)/desk/\(name)"))
        let search = OctetSearch(needles: marker.shapes)
        return try !search.run(in: [folder], from: "\(folder)/elsewhere").found.isEmpty
    }

    @Test
    func `a passphrase keeps the rules of the page`() {
        #expect((12...64).contains(marker.passphrase.count))
        #expect(marker.passphrase.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(marker.pieces.allSatisfy { marker.passphrase.contains($0) && $0.count == 12 })
    }

    @Test(arguments: [
        "plain", "base64", "base64 shifted", "wrapped base64", "UTF-16", "percent", "JSON", "hexadecimal",
    ])
    func `a passphrase is found in every shape, with anything around it`(_ shape: String) throws {
        let text = "Kata sandi: \(marker.passphrase)."
        let octets = Array(text.utf8)
        let shaped: String =
            switch shape {
            case "base64": Data(octets).base64EncodedString()
            case "base64 shifted": Data([0] + octets).base64EncodedString()
            case "wrapped base64":
                Data(Array(repeating: 1, count: 30) + octets).base64EncodedString(
                    options: .lineLength64Characters)
            case "percent": octets.map { "%" + String($0, radix: 16) }.joined()
            case "JSON": octets.map { "\\u00" + String($0, radix: 16, uppercase: true) }.joined()
            case "hexadecimal": octets.map { String($0, radix: 16) }.joined(separator: ":")
            default: text
            }
        let written = shape == "UTF-16" ? Array(text.utf16.flatMap { [0, UInt8($0)] }) : Array(shaped.utf8)
        #expect(try finds(written, in: "file"))
        #expect(try !finds(written.reversed().dropFirst(octets.count), in: "file") || shape == "plain")
    }

    @Test
    func `a passphrase is found in a quoted-printable mail and in an enclosure`() throws {
        let mail = Letter(
            from: "budi@kominfo.test", name: "Budi", to: "layanan@desk.test", subject: "x",
            body: String(repeating: "é", count: 20) + marker.passphrase)
        #expect(try finds(mail.octets, in: "new/1"))
        let enclosing = Letter(
            from: "budi@kominfo.test", name: "Budi", to: "layanan@desk.test", subject: "x", body: "",
            enclosures: [
                .init(name: "a.bin", mediaType: "application/x-data", octets: Array(marker.passphrase.utf8))
            ])
        #expect(try finds(enclosing.octets, in: "new/1"))
    }

    @Test
    func `another passphrase is not taken for it`() throws {
        #expect(try !finds(Marker().passphrase.utf8, in: "file"))
    }
}
