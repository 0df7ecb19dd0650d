import Domain
import Forms
import TestSupport

/// A made-up civil servant with consistent numbers, and how people would write them.
struct SyntheticPerson {
    let values: [FieldKey: String]
    private let birth: CivilDate

    init(_ random: inout SeededRandom) {
        func pick(_ words: [String]) -> String { words[Int(random.next() % UInt64(words.count))] }
        func number(_ range: ClosedRange<Int>) -> Int {
            range.lowerBound + Int(random.next() % UInt64(range.count))
        }
        func digits(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        let isWoman = number(0...1) == 1
        let given = isWoman ? Self.women : Self.men
        var names = [pick(given), pick(Self.surnames)]
        if number(0...2) == 0 { names.insert(pick(given), at: 1) }
        let year = number(1965...1998)
        let month = number(1...12)
        let day = number(1...28)
        birth = CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
        let nik =
            pick(["320101", "317102", "627101", "110203", "931002"]) + digits(isWoman ? day + 40 : day, 2)
            + digits(month, 2) + digits(year % 100, 2) + digits(number(1...9998), 4)
        let nip =
            digits(year, 4) + digits(month, 2) + digits(day, 2) + digits(year + number(20...28), 4)
            + digits(number(1...12), 2) + (isWoman ? "2" : "1") + digits(number(1...998), 3)
        let login = names.joined(separator: ".").lowercased().filter { $0.isLetter || $0 == "." }
        let place = pick(Self.places)
        var values: [FieldKey: String] = [
            .name: names.joined(separator: " "), .nik: nik, .nip: nip, .grade: pick(Self.grades),
            .position: pick(Self.positions), .unit: pick(Self.units), .agency: pick(Self.agencies),
            .city: "Kabupaten " + place, .province: pick(Self.provinces), .birthPlace: place,
            .birthDate: birth.description, .email: "\(login)@\(pick(Self.domains))",
            .phone: "+628" + String(number(11...99)) + digits(number(0...9_999_999), 7),
            .system: pick(["Aplikasi e-Office", "SRIKANDI", "Tata Naskah Dinas Elektronik"]),
            .purpose: pick(Self.purposes), .serialNumber: "4F3A91" + String(number(10...99)),
            .reason: pick(["transferred", "retired", "key-compromise", "not-needed", "resigned"]),
            .details: "Surat keputusan sudah terbit dan berlaku sejak awal bulan", .consent: "yes",
        ]
        for key in ["name", "position", "unit", "agency", "grade", "email", "phone"] {
            values[FieldKey(rawValue: "old-" + key)] = values[FieldKey(rawValue: key)]
        }
        values["new-name"] = names.joined(separator: " ") + " " + pick(Self.surnames)
        values["new-position"] = pick(Self.positions)
        values["new-unit"] = pick(Self.units)
        values["new-agency"] = pick(Self.agencies)
        values["new-grade"] = pick(Self.grades)
        values["new-email"] = "baru.\(login)@\(pick(Self.domains))"
        values["new-phone"] = "+628" + String(number(11...99)) + digits(number(0...9_999_999), 7)
        self.values = values
    }

    /// The canonical values of the form's fields that are not documents.
    func answers(to definition: FormDefinition) -> [FieldKey: String] {
        var answers: [FieldKey: String] = [:]
        for field in definition.fields where !field.kind.isAttachment {
            answers[field.key] = values[field.key]
        }
        return answers
    }

    /// One of the ways people write `value`; every one means the same.
    func written(_ value: String, _ field: FormField, _ random: inout SeededRandom) -> String {
        func pick(_ words: [String]) -> String { words[Int(random.next() % UInt64(words.count))] }
        switch field.kind {
        case .populationNumber:
            return pick([
                value, grouped(value, [4, 4, 4, 4], " "), "'" + value, grouped(value, [6, 6, 4], "."),
            ])
        case .serviceNumber: return pick([value, grouped(value, [8, 6, 1, 3], " "), "'" + value])
        case .phone:
            let local = "0" + value.dropFirst(3)
            return pick([
                value, local, grouped(local, [4, 4, 4], "-"), grouped(local, [4, 4, 4], " "),
                String(value.dropFirst()),
            ])
        case .email:
            return pick([
                value, value.uppercased(), "<\(value)>", "\(value) <mailto:\(value)>", "mailto:\(value)",
                value + ".",
            ])
        case .date:
            let months = DateWording.months(.indonesian)
            return pick([
                "\(birth.day) \(months[birth.month - 1]) \(birth.year)",
                "\(birth.day)-\(birth.month)-\(birth.year)",
                "\(birth.day)/\(birth.month)/\(birth.year)", value, DateWording.date(birth, .english),
                "\(birth.day) \(months[birth.month - 1].prefix(3)) \(birth.year)",
            ])
        case .grade:
            let bare = value.replacing("/", with: "")
            return pick([
                value, bare, value.replacing("/", with: " "), value.replacing("/", with: "-"),
                value.lowercased(), "Gol. " + value,
            ])
        case .choice(let options):
            let option = options.first { $0.key == value }
            return pick(option.map { $0.labels.values.flatMap(\.self) } ?? [value])
        case .consent: return pick(["Saya setuju", "Ya", "setuju", "Ya, saya setuju", "I agree"])
        case .personName: return pick([value, value.uppercased(), value])
        case .shortText, .longText, .attachment: return value
        }
    }

    private func grouped(_ digits: String, _ sizes: [Int], _ separator: String) -> String {
        var rest = digits[...]
        var groups: [String] = []
        for size in sizes where !rest.isEmpty {
            groups.append(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        if !rest.isEmpty { groups.append(String(rest)) }
        return groups.joined(separator: separator)
    }

    private static let men = [
        "Budi", "Agus", "Rahmat", "Yohanes", "Muhammad Ma'ruf", "I Wayan", "Slamet", "Daniel",
    ]
    private static let women = ["Siti", "Dewi", "Ni Luh", "Maria", "Nur Aini", "Rina", "Fitri", "Yuliana"]
    private static let surnames = [
        "Santoso", "Wijaya", "Simanjuntak", "Hidayat", "Nasution", "Putra-Wirawan", "Lestari", "D'Souza",
    ]
    private static let places = ["Bogor", "Sumedang", "Ogan Komering Ilir", "Kapuas Hulu"]
    private static let provinces = ["Jawa Barat", "Sumatera Selatan", "Kalimantan Barat", "DI Yogyakarta"]
    private static let grades = ["III/a", "III/d", "IV/b", "II/c", "IX", "VII"]
    private static let positions = [
        "Kepala Seksi Persandian dan Keamanan Informasi", "Analis Kebijakan Ahli Muda", "Sekretaris",
        "Pranata Komputer",
        "Guru Ahli Pertama",
        "Kepala Bidang Pengelolaan Informasi dan Komunikasi Publik pada Daerah Kabupaten",
    ]
    private static let units = [
        "Bidang Persandian", "Sub Bagian Umum dan Kepegawaian", "Bidang E-Government", "Seksi 3",
    ]
    private static let agencies = [
        "Dinas Komunikasi dan Informatika",
        "Dinas Komunikasi, Informatika, Statistik dan Persandian Kabupaten Ogan Komering Ilir",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Kecamatan Cibinong",
        "SMP Negeri 2 Sumedang",
    ]
    private static let domains = ["contoh.go.id", "surel.example.go.id", "example.com"]
    private static let purposes = [
        "Tanda tangan naskah dinas", "Penandatanganan dokumen elektronik di lingkungan pemerintah daerah",
    ]
}
