internal import Domain

extension Cast {
    /// What a person writes about themselves; every birthday fits its NIK.
    static func dossier(_ person: ScriptedPerson) -> Dossier {
        let (nik, place, birth, position, phone) = facts[person.firstName] ?? nobody
        return Dossier(
            person: person, nik: nik, birthPlace: place, birthDate: birth, position: position,
            unit: "Sekretariat", agency: [siti, lina, fajar, ratna].contains(person) ? planning : health,
            phone: phone)
    }

    /// Everybody's NIK.
    static let populationNumbers = facts.values.map(\.nik)

    /// What people type on the passphrase page, and once into a mail, where it does not belong.
    public enum Passphrase: String, CaseIterable, Sendable {
        /// Budi's.
        case budi = "kuda hijau makan awan 7"
        /// Budi's for his second certificate.
        case budiAgain = "Sembilan perahu ke timur"
        /// Dewi's.
        case dewi = "Teh-Melati#Sore42"
        /// Agus's, before his data were returned.
        case agus = "Gerimis di jendela 1997"
        /// Agus's, afterwards.
        case agusAgain = "Gerimis di beranda 1998"
        /// Maya's.
        case maya = "hujan turun di kebun 88"
        /// What Eko writes into a mail.
        case ekoInTheOpen = "Ekor-Merak&Senja31"
        /// What Eko seals afterwards.
        case eko = "7 layang-layang biru"
    }

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
        "Eko": ("3201091402860009", "Tegal", "14 Februari 1986", "Pengelola Kepegawaian", "0812-7000-1234"),
        "Yusuf": ("3201101910920010", "Cirebon", "19 Oktober 1992", "Epidemiolog Muda", "0856-4000-5678"),
        "Lina": ("3201114301940011", "Karawang", "3 Januari 1994", "Perencana Ahli Muda", "0813-9000-1122"),
        "Fajar": ("3201122805870012", "Subang", "28 Mei 1987", "Analis Kebijakan", "0812-8000-3344"),
        "Ratna": ("3201136107900013", "Kuningan", "21 Juli 1990", "Statistisi Muda", "0857-6000-5566"),
    ]
}
