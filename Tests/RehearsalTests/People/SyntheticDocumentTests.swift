import Domain
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

    @Test("every applicant's NIK holds the date of birth; a woman's day has forty more")
    func birthdays() throws {
        let months = DateWording.months(.indonesian)
        let women = [Cast.siti, Cast.dewi, Cast.maya, Cast.nina, Cast.lina, Cast.ratna]
        let applicants = Cast.everybody.filter { $0.part == .applicant }
        #expect(applicants.count == 14)
        for person in applicants {
            let dossier = Cast.dossier(person)
            let parts = dossier.birthDate.split(separator: " ").map(String.init)
            let day = try #require(Int(parts[0])) + (women.contains(person) ? 40 : 0)
            let month = try #require(months.firstIndex(of: parts[1])) + 1
            let number = try #require(Int(dossier.nik.dropFirst(6).prefix(6)))
            let year = try #require(Int(parts[2]))
            #expect(number == day * 10_000 + month * 100 + year % 100, "\(person.name)")
        }
    }

    @Test("what people type on the passphrase page keeps its rules and is nobody's name")
    func passphrases() {
        let names = Cast.everybody.flatMap { $0.name.lowercased().split(separator: " ") }
        for passphrase in Cast.Passphrase.allCases {
            let text = passphrase.rawValue
            #expect(
                (12...64).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) })
            #expect(!names.contains { text.lowercased().contains($0) && $0.count >= 4 }, "\(passphrase)")
        }
    }

    @Test("a spreadsheet has a byte order mark, semicolons and quoted cells")
    func spreadsheet() {
        let file = SyntheticDocument.spreadsheet("a.csv", [["NO", "NAMA"], ["1", "a;\"b\""]])
        #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(
            String(decoding: file.bytes.dropFirst(3), as: UTF8.self)
                == "NO;NAMA\r\n1;\"a;\"\"b\"\"\"\r\n")
        #expect(Dossier.columns.count == Cast.dossier(Cast.lina).row(1).count)
        #expect(Cast.dossier(Cast.lina).row(1).last == "81390001122")
    }
}
