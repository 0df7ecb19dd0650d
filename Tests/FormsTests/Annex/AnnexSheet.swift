import Domain
import Forms
import TestSupport

/// The annex of the letters for two people or more, with the columns in the order of the regency's own form.
struct AnnexSheet {
    static let titles = [
        "NO", "NAMA", "NIP", "NIK", "PANGKAT/GOL.RUANG", "JABATAN", "INSTANSI", "KABUPATEN", "PROVINSI",
        "EMAIL",
        "NO TELP",
    ]
    static let keys: [FieldKey] = [
        .name, .nip, .nik, .grade, .position, .agency, .city, .province, .email, .phone,
    ]

    var rows: [[String]]
    let people: [[FieldKey: String]]

    /// So many made-up people, all with different numbers and mailboxes.
    init(_ count: Int, seed: UInt64 = 5) {
        var random = SeededRandom(seed)
        var people: [[FieldKey: String]] = []
        var seen: Set<String> = []
        while people.count < count {
            var person = SyntheticPerson(&random).values.filter { Self.keys.contains($0.key) }
            person[.email] = "p\(people.count).\(person[.email] ?? "")"
            if seen.insert(person[.nik] ?? "").inserted { people.append(person) }
        }
        self.people = people
        rows =
            [Self.titles]
            + people.enumerated().map { index, person in
                ["\(index + 1)"] + Self.keys.map { person[$0] ?? "" }
            }
    }

    /// The file with `delimiter` between cells, quoted where they must be.
    func text(_ delimiter: Character = ";", lineEnd: String = "\r\n") -> String {
        rows.map { row in
            row.map { Self.cell($0, delimiter) }.joined(separator: String(delimiter)) + lineEnd
        }.joined()
    }

    private static func cell(_ text: String, _ delimiter: Character) -> String {
        guard text.contains(where: { $0 == delimiter || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

/// Readers for tests.
enum AnnexReaders {
    static func reader(_ name: FormName = .issuance) throws -> AnnexReader {
        AnnexReader(
            form: try FormFiles.catalog()[name], mechanism: name.mechanism, parsing: StrictCSV.parse)
    }

    static func read(_ text: String, letter: FormReading? = nil) throws -> AnnexReading {
        try reader().read(Array(text.utf8), letter: letter)
    }
}

extension AnnexReading {
    /// The problems of one row's field.
    func problems(_ row: Int, _ key: FieldKey) -> [FormFault.Problem] {
        rows.first { $0.number == row }?.reading.faults.filter { $0.key == key }.map(\.problem) ?? []
    }
}
