internal import Domain

/// What a person knows about themselves and writes into forms. Nobody real: the numbers are made up.
struct Dossier: Sendable {
    let person: ScriptedPerson
    let nik: String
    let birthPlace: String
    let birthDate: String
    let position: String
    let unit: String
    let agency: String
    let phone: String

    /// The verifier's form in Indonesian.
    var recommendation: [(label: String, value: String)] {
        [
            ("Nama lengkap", person.name), ("NIK", nik), ("Jabatan", position), ("Unit kerja", unit),
            ("Instansi", agency), ("Kota/Kabupaten", "Kabupaten Contoh"), ("Provinsi", "Jawa Barat"),
            ("Email", person.address.addrSpec), ("No. HP", phone),
            ("Kegunaan", "Tanda tangan elektronik naskah dinas"),
        ]
    }

    /// The verifier's form in English.
    var recommendationInEnglish: [(label: String, value: String)] {
        [
            ("Full name", person.name), ("NIK", nik), ("Position", position), ("Agency", agency),
            ("Email", person.address.addrSpec), ("Mobile number", phone),
        ]
    }

    /// What the applicant adds to the prefilled identity form.
    var identity: [(label: String, value: String)] {
        [
            ("Nama lengkap", person.name), ("NIK", nik), ("Tempat lahir", birthPlace),
            ("Tanggal lahir", birthDate), ("Jabatan", position), ("Instansi", agency),
            ("Kota/Kabupaten", "Kabupaten Contoh"), ("Provinsi", "Jawa Barat"),
            ("Email", person.address.addrSpec), ("No. HP", phone), ("Persetujuan", "Saya setuju"),
        ]
    }

    /// What a form about the certificate in force begins with; `address` is the one that stands in it.
    func holder(_ address: EmailAddress? = nil) -> [(label: String, value: String)] {
        [("Nama lengkap", person.name), ("NIK", nik), ("Email", (address ?? person.address).addrSpec)]
    }

    /// A row of the list that goes with one letter for several people, as a spreadsheet leaves it.
    func row(_ number: Int) -> [String] {
        // The apostrophe keeps a spreadsheet from rounding; the telephone's zero is lost all the same.
        let phone = phone.filter(\.isNumber).drop { $0 == "0" }
        return [
            "\(number)", person.name, "", "'\(nik)", "", position, agency, "Kabupaten Contoh", "Jawa Barat",
            person.address.addrSpec, String(phone),
        ]
    }

    /// The names of the columns of that list.
    static let columns = [
        "NO", "NAMA", "NIP", "NIK", "PANGKAT/GOL.RUANG", "JABATAN", "INSTANSI", "KABUPATEN", "PROVINSI",
        "EMAIL", "NO TELP",
    ]

    /// A letter that asks for `matter`, such as `Pencabutan`.
    func letter(asking matter: String) -> SyntheticDocument {
        .letter(
            "Surat Permohonan \(matter) \(person.name).pdf",
            [
                "SURAT PERMOHONAN", "", "Perihal  : \(matter) sertifikat elektronik",
                "Nama     : \(person.name)", "NIK      : \(nik)", "Instansi : \(agency)",
            ])
    }

    /// The letter of recommendation that the verifier attaches.
    var letter: SyntheticDocument {
        .letter(
            "Surat Rekomendasi \(person.name).pdf",
            [
                "SURAT REKOMENDASI", "", "Yang bertanda tangan di bawah ini merekomendasikan:",
                "Nama     : \(person.name)", "NIK      : \(nik)", "Jabatan  : \(position)",
                "Instansi : \(agency)", "", "untuk memperoleh sertifikat elektronik.",
            ])
    }

    /// The photo of the identity card.
    var identityCard: SyntheticDocument { .photo("KTP \(person.firstName).jpg") }
}
