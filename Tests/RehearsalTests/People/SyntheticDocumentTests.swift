import Foundation
import Testing

@testable import Rehearsal

@Suite("Attached documents are valid files")
struct SyntheticDocumentTests {
    @Test("every offset of the PDF's table leads to its object, and brackets are escaped")
    func pdf() throws {
        let bytes = SyntheticDocument.letter("a.pdf", ["Nama (lengkap): Budi", "é"]).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-1.4\n"))
        #expect(text.hasSuffix("%%EOF\n"))
        #expect(text.contains("(Nama \\(lengkap\\): Budi) Tj"))
        let table = try #require(text.range(of: "startxref\n"))
        let start = try #require(Int(text[table.upperBound...].prefix { $0.isNumber }))
        let rows = String(decoding: bytes[start...], as: UTF8.self).split(separator: "\n")
        #expect(rows[1] == "0 6")
        for number in 1...5 {
            let offset = try #require(Int(rows[2 + number].prefix(10)))
            #expect(bytes[offset...].starts(with: "\(number) 0 obj".utf8))
        }
    }

    @Test("the JPEG's segments follow each other up to its scan, which ends the file")
    func jpeg() {
        let bytes = SyntheticDocument.photo("a.jpg").bytes
        var position = 2
        var markers: [UInt8] = []
        while position + 4 <= bytes.count, bytes[position] == 0xFF {
            markers.append(bytes[position + 1])
            position += 2 + Int(bytes[position + 2]) << 8 + Int(bytes[position + 3])
            if markers.last == 0xDA { break }
        }
        #expect(bytes.starts(with: [0xFF, 0xD8]))
        #expect(markers == [0xE0, 0xDB, 0xC0, 0xC4, 0xC4, 0xDA])
        #expect(bytes.suffix(2).elementsEqual([0xFF, 0xD9]))
        // 40 × 25 blocks of two bits each.
        #expect(bytes.count - 2 - position == 250)
    }

    @Test("the PNG's chunks have their lengths, and known checksums")
    func png() {
        let bytes = SyntheticDocument.scan("a.png").bytes
        var position = 8
        var names: [String] = []
        while position + 12 <= bytes.count {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            names.append(String(decoding: bytes[position + 4..<position + 8], as: UTF8.self))
            position += 12 + length
        }
        #expect(names == ["IHDR", "IDAT", "IEND"])
        #expect(position == bytes.count)
        // The checksum of an empty IEND is a constant of the format.
        #expect(bytes.suffix(4).elementsEqual([0xAE, 0x42, 0x60, 0x82]))
    }

    @Test("everybody in the cast has an address, a NIK of 16 digits and documents")
    func cast() {
        #expect(Set(Cast.everybody.map(\.address)).count == Cast.everybody.count)
        #expect(Cast.populationNumbers.allSatisfy { $0.count == 16 })
        #expect(Set(Cast.populationNumbers).count == Cast.populationNumbers.count)
        #expect(Cast.dossier(Cast.dewi).identityCard.filename == "KTP Dewi.jpg")
    }
}
