import Domain
import Forms
import TestSupport
import Testing

/// A row of an annex and a form with the same values must be judged alike.
@Suite("Annex: the same judgement as a form") struct AnnexEquivalenceTests {
    private static let broken: [FieldKey: [String]] = [
        .nik: ["1.6E+15", "123", "abc", "", "3201019908900001", "3201011708900000"],
        .nip: ["131234567", "199013172015011001", "x1", ""],
        .name: ["", "B", "Budi 2", "-"],
        .email: ["budi", "kantor@dinas.go.id", "a@x.id; b@x.id", ""],
        .phone: ["08123", "telepon", ""],
        .grade: ["V/a", "III", "Penata / III/a", ""],
        .position: ["Dinas Kesehatan", "", "Kepala Dinas"],
        .agency: ["Kepala Bidang", "", "x"],
    ]

    @Test func `values, faults and warnings agree`() throws {
        let definition = try FormFiles.catalog()[.issuance]
        let form = FormReader(definition)
        let annex = AnnexReader(form, parsing: StrictCSV.parse)
        var random = SeededRandom(21)
        var faults = 0
        for round in 0..<400 {
            var cells = SyntheticPerson(&random).values.filter { AnnexSheet.keys.contains($0.key) }
            for key in AnnexSheet.keys where round % 2 == 0 {
                guard let field = definition.field(key), let value = cells[key] else { continue }
                cells[key] = SyntheticPerson(&random).written(value, field, &random)
            }
            for (key, values) in Self.broken.sorted(by: { $0.key < $1.key }) where random.next() % 6 == 0 {
                cells[key] = values[Int(random.next() % UInt64(values.count))]
            }
            // Three filled cells make a person.
            cells[.city] = "Bogor"
            cells[.province] = "Jawa Barat"
            if cells[.name] == "", cells[.nik] == "" { cells[.name] = "Budi" }
            let titles = AnnexSheet.keys.map { definition.field($0)?.label(.indonesian) ?? "" }
            let row = AnnexSheet.keys.map { cells[$0] ?? "" }
            let single = zip(titles, row).map { "\($0): \($1)" }.joined(separator: "\n")
            let expected = form.read(text: single)
            let sheet = titles.joined(separator: "\t") + "\n" + row.joined(separator: "\t") + "\n"
            let reading = try #require(annex.read(Array(sheet.utf8)).rows.first?.reading, "\(row)")
            #expect(reading.normalizedValues == expected.normalizedValues, "\(row)")
            let documents: Set<FieldKey?> = [.letter, .identityCard]
            let wanted = expected.faults.filter { !documents.contains($0.key) }
            #expect(reading.faults.map(\.key) == wanted.map(\.key), "\(row)")
            #expect(reading.faults.map(\.problem) == wanted.map(\.problem), "\(row)")
            #expect(reading.faults.map(\.understood) == wanted.map(\.understood), "\(row)")
            #expect(reading.warnings.map(\.problem) == expected.warnings.map(\.problem), "\(row)")
            faults += reading.faults.count
        }
        #expect(faults > 200)
    }
}
