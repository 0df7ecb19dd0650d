public import Domain

/// Who plays. Domains are reserved names (RFC 2606, RFC 6761): none of this mail can leave the machine.
public enum Cast {
    /// Verifier of the health office; writes Indonesian, in Outlook.
    public static let rina = person("Rina Wulandari", "rina.wulandari@dinkes.desk.test", .outlook)
    /// Verifier of the planning office; reads English, in mutt.
    public static let grace = person("Grace Tambunan", "grace.tambunan@bappeda.desk.test", .mutt)
    /// Applicants.
    static let budi = person("Budi Santoso", "budi.santoso@surel.example", .mutt)
    static let siti = person("Siti Aminah", "siti.aminah@surel.example", .gmailPhone)
    static let dewi = person("Dewi Lestari", "dewi.lestari@ponsel.example", .gmailPhone)
    static let agus = person("Agus Prasetyo", "agus.prasetyo@surel.example", .mutt)
    static let joko = person("Joko Susilo", "joko.susilo@surel.example", .outlook)
    static let maya = person("Maya Kartika", "maya.kartika@ponsel.example", .gmailPhone)
    static let hendra = person("Hendra Gunawan", "hendra.gunawan@surel.example", .mutt)
    static let nina = person("Nina Permata", "nina.permata@surel.example", .outlook)
    /// A colleague to whom somebody forwards a mail.
    static let tono = person("Tono Wijaya", "tono.wijaya@surel.example", .gmailPhone)
    /// Somebody who has nothing to do with the desk.
    static let wati = person("Wati Handayani", "wati.handayani@warga.example", .gmailPhone)

    /// Everybody.
    public static let everybody = [
        rina, grace, budi, siti, dewi, agus, joko, maya, hendra, nina, tono, wati,
    ]

    /// The registered verifiers as `cron/verifiers.csv` has them.
    public static let verifiers: [Verifier] = [
        Verifier(address: rina.address, name: rina.name, agency: health, locale: .indonesian),
        Verifier(address: grace.address, name: grace.name, agency: planning, locale: .english),
    ]

    static let health = "Dinas Kesehatan Kabupaten Contoh"
    static let planning = "Badan Perencanaan Pembangunan Daerah Kabupaten Contoh"

    /// What a person writes about themselves; every birthday fits its NIK.
    static func dossier(_ person: ScriptedPerson) -> Dossier {
        let agency = person == siti || person == joko ? planning : health
        let (nik, place, birth, position, phone) = facts[person.firstName] ?? facts["Budi"] ?? nobody
        return Dossier(
            person: person, nik: nik, birthPlace: place, birthDate: birth, position: position,
            unit: "Sekretariat", agency: agency, phone: phone)
    }

    /// Everybody's NIK.
    static let populationNumbers = facts.values.map(\.nik)

    private typealias Facts = (
        nik: String, place: String, birth: String, position: String, phone: String
    )

    private static let nobody: Facts = ("", "", "", "", "")

    private static let facts: [String: Facts] = [
        "Budi": ("3201011708900001", "Bogor", "17 Agustus 1990", "Kepala Seksi Persandian", "0812-3456-7890"),
        "Siti": ("3201026504880002", "Bandung", "25 April 1988", "Analis Perencanaan", "0813-2222-3344"),
        "Dewi": ("3201034702910003", "Sukabumi", "7 Februari 1991", "Perawat Ahli Muda", "0857-1111-2233"),
        "Agus": ("3201041203850004", "Cianjur", "12 Maret 1985", "Kepala Subbagian Umum", "0811-987-6543"),
        "Joko": ("3201050109790005", "Solo", "1 September 1979", "Sekretaris Badan", "0812-1000-2000"),
        "Maya": ("3201066311930006", "Depok", "23 November 1993", "Bidan Terampil", "0858-7654-3210"),
        "Hendra": ("3201073006820007", "Garut", "30 Juni 1982", "Dokter Ahli Madya", "0813-4567-8901"),
        "Nina": ("3201085512890008", "Serang", "15 Desember 1989", "Pranata Komputer", "0819-0123-4567"),
    ]

    private static func person(
        _ name: String, _ address: StaticString, _ program: MailProgram
    ) -> ScriptedPerson {
        guard let address = EmailAddress("\(address)") else {
            // The addresses above are constants; the tests read every one of them.
            preconditionFailure("\(name) has no usable address")
        }
        return ScriptedPerson(name: name, address: address, program: program)
    }
}
