import Foundation
import Testing

/// The desk's own authority and existing certificates, from a terminal; `openssl` is the second opinion.
@Suite(.enabled(if: Program.isPresent))
struct AuthorityCommandTests {
    private struct Authority: Decodable {
        struct Certificate: Decodable {
            let role: String
            let fingerprint: String
        }
        struct Key: Decodable {
            let id: String
        }
        let isMade: Bool
        let certificates: [Certificate]
        let rootKey: String?
        let sealingKeys: [Key]
    }

    private struct Certificate: Decodable {
        let serial: String
        let status: String
        let holder: String
        let address: String
    }

    private struct Sheet: Decodable {
        let certificate: Certificate
        let nik: String?
        let fingerprint: String
        let pem: String
    }

    private struct Import: Decodable {
        let imported: [Certificate]
        let faults: [String]
    }

    private struct RevocationList: Decodable {
        let file: String
        let number: Int?
        let isPublished: Bool
    }

    /// A certificate of nobody's authority in a file of the desk.
    private func certify(
        _ file: String, in desk: DeskFixture, name: String = "Budi Santoso",
        address: String? = "budi@kominfo.test", days: Int = 300, isAuthority: Bool = false
    ) throws {
        var command = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", "/dev/null", "-out", "\(desk.path)/\(file)", "-days", "\(days)", "-utf8", "-subj",
            "/C=ID/O=Dinas/CN=\(name)", "-addext",
            "basicConstraints=critical,CA:\(isAuthority ? "TRUE" : "FALSE")",
            "-addext", "keyUsage=\(isAuthority ? "keyCertSign" : "digitalSignature")",
        ]
        if let address { command += ["-addext", "subjectAltName=email:\(address)"] }
        try Shell.run(command)
    }

    @Test
    func `the authority is made once, shown without secrets, and its fingerprints are those openssl prints`()
        throws
    {
        let desk = try DeskFixture()
        let trial = try desk.run("authority", "init", "--dry-run")
        #expect(trial.isClean && !FileManager.default.fileExists(atPath: "\(desk.path)/secrets/authority"))
        let made = try desk.run("authority", "init")
        #expect(made.isClean && made.output.contains("root-key.pem"), "\(made)")
        let again = try desk.run("authority", "init")
        #expect(again.code == 65 && again.errors.contains("already"))

        let shown = try desk.run("authority", "show", "--json")
        let authority = try shown.json(Authority.self)
        #expect(authority.isMade && authority.sealingKeys.count == 1)
        for certificate in authority.certificates {
            let printed = try Shell.run([
                "openssl", "x509", "-in", "\(desk.path)/secrets/authority/\(certificate.role).pem", "-noout",
                "-fingerprint", "-sha256",
            ])
            #expect(printed.contains("=\(certificate.fingerprint)\n"))
        }
        let passphrase = try desk.read("secrets/authority-passphrase").trimmingCharacters(in: .newlines)
        let text = try desk.run("authority", "show")
        for output in [made.output, shown.output, text.output] { #expect(!output.contains(passphrase)) }
    }

    @Test
    func `the page for the web holds the desk's key, replaces itself and no other file`() throws {
        let desk = try DeskFixture()
        let file = "\(desk.path)/page.html"
        #expect(try desk.run("authority", "page", file, "--dry-run").code == 65)
        let written = try desk.run("authority", "page", file)
        #expect(written.isClean && written.output.contains("WARNING"), "\(written)")
        let key = try #require(
            try desk.run("authority", "show", "--json").json(Authority.self).sealingKeys.first
        ).id
        let page = try desk.read("page.html")
        #expect(page.contains(key) && page.contains("<html lang=\"id\""))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o644)
        #expect(try desk.run("authority", "page", file, "--locale", "en").isClean)
        #expect(try desk.read("page.html").contains("<html lang=\"en\""))
        let foreign = try desk.run("authority", "page", "\(desk.path)/cron/verifiers.csv")
        #expect(foreign.code == 64 && foreign.errors.contains("no passphrase page"))
        #expect(try desk.read("cron/verifiers.csv").hasPrefix("email,"))
    }

    @Test
    func `the revocation list is signed on demand, and openssl verifies it`() throws {
        let desk = try DeskFixture()
        #expect(try desk.run("certificate", "crl", "--sign").code == 65)
        try desk.run("authority", "init")
        #expect(try desk.run("certificate", "crl", "--json").json(RevocationList.self).isPublished == false)
        #expect(try desk.run("certificate", "crl", "--sign", "--dry-run").isClean)
        #expect(!FileManager.default.fileExists(atPath: "\(desk.path)/spool/exports/sertipos.crl"))
        for number in 1...2 {
            let list = try desk.run("certificate", "crl", "--sign", "--json").json(RevocationList.self)
            #expect(list.isPublished && list.number == number)
            let folder = "\(desk.path)/secrets/authority"
            let verdict = try ChildProcess(
                [
                    "openssl", "crl", "-in", list.file, "-inform", "DER", "-CAfile", "\(folder)/issuing.pem",
                    "-noout",
                ],
                environment: Program.environment
            ).wait()
            #expect(verdict.errors.contains("verify OK"), "\(verdict)")
        }
    }

    @Test
    func `existing certificates come in, are listed and shown, and their NIK is never printed`() throws {
        let desk = try DeskFixture()
        try certify("budi.pem", in: desk)
        try desk.write("nik", "3201011708900001\n")
        let (file, nik) = ("\(desk.path)/budi.pem", "\(desk.path)/nik")
        let arguments = [
            "certificate", "import", file, "--verifier", "siti@kominfo.test", "--nik-file", nik, "--desk",
            desk.path,
        ]
        #expect(try Program.run(arguments + ["--dry-run"]).isClean)
        #expect(try desk.run("certificate", "list", "--json").json([Certificate].self).isEmpty)
        let imported = try Program.run(arguments)
        #expect(imported.isClean && !imported.output.contains("3201011708900001"), "\(imported)")
        #expect(try Program.run(arguments).code == 65)

        let listed = try desk.run("certificate", "list", "--holder", "santoso", "--json").json(
            [Certificate].self)
        let certificate = try #require(listed.first)
        #expect(
            listed.count == 1 && certificate.status == "valid" && certificate.address == "budi@kominfo.test")
        #expect(
            try desk.run("certificate", "list", "--expiring", "30", "--json").json([Certificate].self).isEmpty
        )
        let tail = String(certificate.serial.suffix(8))
        let sheet = try desk.run("certificate", "show", tail, "--pem", "--json").json(Sheet.self)
        #expect(sheet.nik == "************0001" && sheet.certificate.serial == certificate.serial)
        #expect(sheet.pem == (try String(contentsOfFile: file, encoding: .utf8)))
        let printed = try Shell.run(["openssl", "x509", "-in", file, "-noout", "-fingerprint", "-sha256"])
        #expect(printed.contains(sheet.fingerprint))
        #expect(try desk.run("certificate", "show", "00000000").code == 65)
        #expect(try desk.run("audit", "verify").output.hasPrefix("1 events, whole"))
    }

    @Test
    func `a list of certificates comes in whole or not at all, unless told to keep going`() throws {
        let desk = try DeskFixture()
        try certify("budi.pem", in: desk)
        try certify("nobody.pem", in: desk, address: nil)
        try certify("authority.pem", in: desk, name: "Root", isAuthority: true)
        try desk.write(
            "list.csv",
            """
            file;nik;nip;verifier
            budi.pem;3201011708900001;;siti@kominfo.test
            nobody.pem;;;siti@kominfo.test
            authority.pem;;;siti@kominfo.test
            missing.pem;;;siti@kominfo.test
            budi.pem;12;;ani@x.id

            """)
        let list = "\(desk.path)/list.csv"
        let refused = try desk.run("certificate", "import", "--list", list, "--json")
        #expect(refused.code == 65)
        let report = try refused.json(Import.self)
        #expect(report.imported.isEmpty && report.faults.count == 5, "\(report.faults)")
        for part in [
            "list.csv:6: 'ani@x.id' is not a registered verifier", "list.csv:6: the NIK is not one",
            "missing.pem: cannot be read", "names no mailbox", "certification authority's",
        ] { #expect(report.faults.contains { $0.contains(part) }, "\(part)") }
        #expect(try desk.run("certificate", "list", "--json").json([Certificate].self).isEmpty)
        let partly = try desk.run("certificate", "import", "--list", list, "--keep-going", "--json")
        #expect(partly.code == 65)
        #expect(try partly.json(Import.self).imported.map(\.holder) == ["Budi Santoso"])
        #expect(try desk.run("certificate", "list", "--json").json([Certificate].self).count == 1)
    }
}
