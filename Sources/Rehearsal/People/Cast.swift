public import Domain

/// Who plays. Domains are reserved names (RFC 2606, RFC 6761): none of this mail can leave the machine.
public enum Cast {
    /// Verifier of the health office; writes Indonesian, in Outlook.
    public static let rina = person(
        "Rina Wulandari", "rina.wulandari@dinkes.desk.test", .outlook, .verifier)
    /// Verifier of the planning office; reads English, in mutt.
    public static let grace = person(
        "Grace Tambunan", "grace.tambunan@bappeda.desk.test", .mutt, .verifier)
    /// Registration Authority at the certification body.
    public static let indah = person("Indah Kusuma", "ra@psre.example", .outlook, .authority)
    /// Officer for information and complaints.
    public static let bambang = person("Bambang Irawan", "petugas@desk.test", .webmail, .officer)
    /// Runs the desk; never writes to it.
    public static let administrator = person("Administrator", "admin@desk.test", .mutt, .administrator)

    /// Applicants of the health office.
    public static let budi = person("Budi Santoso", "budi.santoso@surel.example", .mutt)
    static let dewi = person("Dewi Lestari", "dewi.lestari@ponsel.example", .gmailPhone)
    static let agus = person("Agus Prasetyo", "agus.prasetyo@surel.example", .mutt)
    /// The mailbox that Agus moves to.
    static let agusElsewhere = person("Agus Prasetyo", "agus.prasetyo@kantor.example", .webmail)
    static let joko = person("Joko Susilo", "joko.susilo@surel.example", .outlook)
    static let maya = person("Maya Kartika", "maya.kartika@ponsel.example", .gmailPhone)
    static let hendra = person("Hendra Gunawan", "hendra.gunawan@surel.example", .mutt)
    static let nina = person("Nina Permata", "nina.permata@surel.example", .outlook)
    static let eko = person("Eko Nugroho", "eko.nugroho@kantor.example", .webmail)
    static let yusuf = person("Yusuf Hidayat", "yusuf.hidayat@surel.example", .mutt)
    /// Applicants of the planning office.
    static let siti = person("Siti Aminah", "siti.aminah@surel.example", .gmailPhone)
    static let lina = person("Lina Marlina", "lina.marlina@ponsel.example", .gmailPhone)
    static let fajar = person("Fajar Ramadhan", "fajar.ramadhan@surel.example", .mutt)
    static let ratna = person("Ratna Dewanti", "ratna.dewanti@surel.example", .webmail)
    /// A colleague to whom somebody forwards a mail.
    static let tono = person("Tono Wijaya", "tono.wijaya@surel.example", .gmailPhone, .citizen)
    /// A citizen without any certificate.
    static let wati = person("Wati Handayani", "wati.handayani@warga.example", .gmailPhone, .citizen)

    /// Everybody.
    public static let everybody = [
        rina, grace, indah, bambang, administrator, budi, dewi, agus, agusElsewhere, joko, maya, hendra, nina,
        eko, yusuf, siti, lina, fajar, ratna, tono, wati,
    ]

    /// The registered verifiers as `cron/verifiers.csv` has them.
    public static let verifiers: [Verifier] = [
        Verifier(address: rina.address, name: rina.name, agency: health, locale: .indonesian),
        Verifier(address: grace.address, name: grace.name, agency: planning, locale: .english),
    ]

    static let health = "Dinas Kesehatan Kabupaten Contoh"
    static let planning = "Badan Perencanaan Pembangunan Daerah Kabupaten Contoh"

    private static func person(
        _ name: String, _ address: StaticString, _ program: MailProgram,
        _ part: ScriptedPerson.Part = .applicant
    ) -> ScriptedPerson {
        guard let address = EmailAddress("\(address)") else {
            // The addresses above are constants; the tests read every one of them.
            preconditionFailure("\(name) has no usable address")
        }
        return ScriptedPerson(name: name, address: address, program: program, part: part)
    }
}
