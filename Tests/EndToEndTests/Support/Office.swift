import Domain
import Foundation
import TestSupport
import Testing

/// A desk with the people around it, all of whom nobody met before.
final class Office {
    static let identityNumber = "3201011708904713"

    let desk: DeskFixture
    let verifier: Correspondent
    let applicant: Correspondent
    let authority: Correspondent
    let officer: Correspondent
    /// A word in all addresses of this office.
    let tag: String
    let post: any PostOffice
    /// Every run so far.
    private(set) var runs: [Execution] = []

    /// A desk on real servers, or on Maildirs without them. `more` are further lines of its configuration.
    init(_ servers: LiveMail?, more: String = "") throws {
        // Short, so that a one-time code fits into the local part beside it.
        let tag = String(LiveMail.freshTag().prefix(10))
        self.tag = tag
        let verifier = "siti-\(tag)@kominfo.test"
        let people = """
            registration-authority: ra-\(tag)@psre.test, officer: petugas-\(tag)@desk.test, \
            administrator: admin-\(tag)@desk.test
            """
        if let servers {
            let address = "layanan-\(tag)@desk.test"
            desk = try DeskFixture(
                servers.configuration(address, people: people) + more + "\n", verifier: verifier)
            post = ServerPost(servers: servers, desk: address)
        } else {
            desk = try DeskFixture(
                DeskFixture.configuration(people: people) + more + "\n", verifier: verifier)
            post = FolderPost(folder: desk)
        }
        self.verifier = Correspondent(verifier, name: "Siti Rahma", post: post)
        applicant = Correspondent("budi-\(tag)@kominfo.test", name: "Budi Santoso", post: post)
        authority = Correspondent("ra-\(tag)@psre.test", name: "Registration Authority", post: post)
        officer = Correspondent("petugas-\(tag)@desk.test", name: "Dewi Lestari", post: post)
    }

    /// One run, as cron would start it, which must have nothing to complain of; its log is kept.
    func run() throws {
        let execution = try desk.run("run", "--json", "--log-json")
        runs.append(execution)
        try #require(execution.code == 0, "\(execution)")
        let lines = execution.errors.split(separator: "\n")
        try #require(
            lines.allSatisfy { $0.hasPrefix("{") && $0.contains("\"result\":\"ok\"") }, "\(execution)")
    }

    /// The state of the newest request, by `request show`.
    func state() throws -> String {
        struct Timeline: Decodable { let request: ListedRequest }
        let number = try number()
        return try desk.run("request", "show", number, "--json").json(Timeline.self).request.state
    }

    /// The number of the newest request.
    func number() throws -> String {
        try #require(try desk.requests().max { $0.number < $1.number }).number
    }

    /// The mail program opens the answer that begins with this word; the person sends it as it is.
    func decide(_ word: String, _ person: Correspondent, _ mail: OpenedMail) throws {
        try person.send(try #require(mail.answers.first { $0.body.hasPrefix(word) }, "\(mail.text)"))
    }
}

// MARK: - The ways people take

extension Office {
    /// The verifier sends a filled form with its letter.
    func submit(_ kind: String, _ fields: [(String, String)]) throws {
        let lines = [("Jenis", kind)] + fields
        try verifier.write(
            "Permohonan \(kind.lowercased())", lines.map { "\($0.0): \($0.1)" }.joined(separator: "\n"),
            [.pdf("surat-permohonan.pdf")])
    }

    /// What a verifier states about the applicant, and the applicant about themselves.
    var person: [(String, String)] {
        [
            ("Nama lengkap", applicant.name), ("NIK", Self.identityNumber), ("Pangkat/Golongan", "III/c"),
            ("Jabatan", "Analis"), ("Unit Kerja", "Bidang Aptika"), ("Instansi", "Dinas Kominfo"),
            ("Kota/Kabupaten", "Contoh"), ("Provinsi", "Jawa Barat"), ("Email", applicant.address),
            ("No. HP", "081234567890"),
        ]
    }

    /// The applicant fills in the form of the link and attaches a picture.
    func answerIdentity(_ mail: OpenedMail) throws {
        let link = try #require(mail.answers.first)
        let code = link.body.split(separator: "\n").first { $0.hasPrefix("Kode:") } ?? ""
        let fields =
            person + [
                ("Tempat lahir", "Contoh"), ("Tanggal lahir", "17 Agustus 1990"),
                ("Persetujuan", "Saya setuju"),
            ]
        let lines = fields.map { "\($0.0): \($0.1)" }
        try applicant.send(
            link, ([String(code), ""] + lines).joined(separator: "\n"), [.picture("ktp.jpg")])
    }

    /// Six steps up to the mail that asks the Registration Authority. Returns it, and what the page sealed.
    func bringToAuthority(
        _ kind: String = "Penerbitan", passphrase: String, on device: Device
    ) throws -> (mail: OpenedMail, answer: MailtoLink) {
        try submit(kind, person + [("Sistem", "e-Office"), ("Kegunaan", "Tanda tangan naskah dinas")])
        try run()
        try answerIdentity(try applicant.next("Lengkapi data identitas"))
        try run()
        try decide("Setuju", verifier, try verifier.next("Mohon verifikasi"))
        try run()
        let invitation = try applicant.next("Buat passphrase")
        let page = try #require(invitation.attachments(".html").first)
        let answer = try device.seal(passphrase, on: page)
        try applicant.send(answer)
        try run()
        return (try authority.next("Mohon keputusan"), answer)
    }

    /// A whole issuance by the desk's own authority.
    func issue(_ passphrase: String, on device: Device) throws -> IssuedFiles {
        try decide("Setuju", authority, try bringToAuthority(passphrase: passphrase, on: device).mail)
        try run()
        return try IssuedFiles(try applicant.next("telah terbit"), in: device.folder)
    }
}
