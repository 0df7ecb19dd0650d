import Domain
import Forms
import TestSupport
import Testing

@Suite("Annex: limits", .serialized) struct AnnexLimitTests {
    @Test func `five hundred people are read, one more is asked to divide`() throws {
        let reading = try AnnexReaders.read(AnnexSheet(500).text(), letter: AnnexLetterTests.letter())
        #expect(reading.rows.count == 500 && reading.isComplete)
        #expect(reading.rows.last?.number == 501)
        let more = try AnnexReaders.read(AnnexSheet(501).text())
        #expect(more.faults == [.tooManyRows(found: 501, maximum: 500)] && more.rows.isEmpty)
    }

    @Test(
        arguments: [
            ";", "\"", "\n", "\r", "NAMA;", "NAMA;NIK\n", ";;\n", "a;b\n", "1;Budi;3201011708900001;a@b.id\n",
            "(",
            "=\"", "\"\"", "\u{301}", ",\u{301}", "\u{200D}", "sep=;\n", "'", " ", "\t", "a", "Jumlah;",
            "-;-;-\n",
            "\u{FF0C}", "(NAMA)", "E+15;",
        ])
    func `much of anything is read in bounded time`(_ seed: String) throws {
        #if DEBUG
            let size = AnnexReader.maximumSize / 64
        #else
            let size = AnnexReader.maximumSize - 64
        #endif
        let reader = try AnnexReaders.reader()
        for head in ["", "NO;NAMA;NIK;EMAIL\n"] {
            let isProportional = WorkGrowth.isProportional(upTo: size) { size in
                let text = head + String(repeating: seed, count: size / seed.utf8.count)
                let reading = reader.read(Array(text.utf8))
                #expect(!reading.isComplete)
                _ = reader.recognizes(
                    MessageAttachment(
                        filename: "a.csv", mediaType: "text/csv", content: .init(Array(text.utf8))))
            }
            #expect(isProportional, "\(head)")
        }
    }

    @Test func `damaged files never trap and never give a value that is not in them`() throws {
        let reader = try AnnexReaders.reader()
        let sheet = AnnexSheet(6)
        let known = Set(sheet.people.compactMap { $0[.nik] })
        let original = Array(sheet.text().utf8)
        let random = SeededRandom(77)
        let marks = Array("\"\",;\t\n\r'=.E+ \u{0}".utf8) + [0xFF, 0xFE, 0xC3, 0xE2, 0x80]
        var read = 0
        for round in 0..<600 {
            var octets = original
            for _ in 0...(round % 5) {
                let place = Int(random.next() % UInt64(octets.count))
                let mark = marks[Int(random.next() % UInt64(marks.count))]
                switch random.next() % 4 {
                case 0: octets[place] = mark
                case 1: octets.insert(mark, at: place)
                case 2: octets.remove(at: place)
                default: octets.removeSubrange(place..<min(octets.count, place + Int(random.next() % 40)))
                }
            }
            let reading = reader.read(octets)
            read += reading.rows.count
            // One damage without a digit in it makes no other NIK out of one, nor out of two.
            for row in reading.rows where round % 5 == 0 {
                #expect(row.reading.values[.nik].map { known.contains($0.normalized) } ?? true)
            }
        }
        #expect(read > 1200)
    }
}
