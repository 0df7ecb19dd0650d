internal import ArgumentParser
internal import Domain
internal import PKI
internal import Pipeline

/// Takes existing certificates of an outside body into the ledger.
struct CertificateImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import certificates that an outside body made before.",
        discussion: """
            Imported certificates can be renewed, changed and revoked by mail, and their holders are told before \
            they end. The holder comes from the certificate's CN, the mailbox from its rfc822Name, the agency from \
            the verifier, who must be registered. PEM, DER and PKCS#7 are read.

            Many come with --list: a CSV file with the columns file,nik,nip,verifier; files are relative to it. All \
            faults are listed, and nothing is imported if there is one, unless --keep-going is given. Ends with 65 \
            if there was a fault.
            """)

    @Argument(help: "Files with certificates.")
    var files: [String] = []

    @Option(help: "A CSV file that names the files: file,nik,nip,verifier.")
    var list: String?

    @Option(help: "The verifier who stands for the holders; with --list, for rows that name none.")
    var verifier: String?

    @Option(
        name: .customLong("nik-file"),
        help: "A file whose first line is the holder's NIK, or - for standard input; for one certificate.")
    var nikFile: String?

    @Option(help: "The holder's NIP; for one certificate.")
    var nip: String?

    @Flag(name: .customLong("keep-going"), help: "Import what is right even if something else is wrong.")
    var keepGoing = false

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if files.isEmpty, list == nil {
            throw ValidationError("name files with certificates, or --list FILE.csv")
        }
        if !files.isEmpty, verifier == nil { throw ValidationError("--verifier ADDRESS is missing") }
        if nikFile != nil || nip != nil, files.count != 1 || list != nil {
            throw ValidationError("--nik-file and --nip go with one file; for many, write a list")
        }
        if let nip, nip.count(where: \.isNumber) == 16 {
            throw ValidationError(
                "a NIK is not written on a command line, where others can read it: use --nik-file")
        }
    }

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let report = try live.exclusively(unless: trial.dryRun) { try carryOut(live) }
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
            if !report.faults.isEmpty { throw ExitCode(ExitStatus.dataError.rawValue) }
        }
    }

    private func carryOut(_ live: LiveDesk) throws -> ImportReport {
        let verifiers = try VerifierList.load(path: live.folder.verifiers)
        let (candidates, faults) = try ImportRefused.wrapping { try read(verifiers) }
        var manner: CertificateAdmission.Manner = []
        if keepGoing { manner.insert(.keepGoing) }
        if trial.dryRun { manner.insert(.trial) }
        let now = live.clock.now()
        let outcome = try CertificateAdmission(
            reader: OpenSSLCertificateReader(), ledger: live.ledger(), now: now
        ).admit(candidates, known: faults, manner)
        return ImportReport(
            imported: outcome.certificates.map { ListedCertificate($0, at: now) },
            faults: outcome.faults.map(\.description), isDryRun: trial.dryRun)
    }

    /// The NIK, which never stands among the arguments: every user of the machine can read those.
    private func populationNumber() throws -> String? {
        guard let nikFile else { return nil }
        let text = nikFile == "-" ? readLine() ?? "" : try EditedFile(path: nikFile).text()
        let line = text.prefix { !$0.isNewline }
        guard !line.allSatisfy(\.isWhitespace) else {
            throw DocumentError(
                file: nikFile, problem: "the first line is empty", remedy: "write the NIK there")
        }
        return String(line)
    }

    /// The files that can be read, and what is wrong with the others.
    private func read(
        _ verifiers: VerifierList
    ) throws -> ([CertificateAdmission.Candidate], [DocumentError]) {
        var manifests = [
            CertificateManifest(
                files: files, nik: try populationNumber(), nip: nip, verifier: verifier ?? "",
                verifiers: verifiers)
        ]
        if let list {
            manifests.append(
                try CertificateManifest(list: list, fallback: verifier, verifiers: verifiers))
        }
        var faults = manifests.flatMap(\.faults)
        var candidates: [CertificateAdmission.Candidate] = []
        for entry in manifests.flatMap(\.entries) {
            do {
                candidates.append(
                    CertificateAdmission.Candidate(
                        file: entry.file, octets: try EditedFile(path: entry.file).octets(),
                        verifier: entry.verifier, nik: entry.nik, nip: entry.nip))
            } catch {
                faults.append(error)
            }
        }
        return (candidates, faults)
    }
}

/// What `certificate import` shows.
struct ImportReport: Codable, CustomStringConvertible {
    let imported: [ListedCertificate]
    let faults: [String]
    let isDryRun: Bool

    var description: String {
        let done = isDryRun ? "would be imported" : "imported"
        var lines =
            imported.map { "\(isDryRun ? "fits    " : "imported") \($0)" } + faults.map { "fault    \($0)" }
        lines.append(
            "\(imported.count.counted("certificate")) \(done)"
                + (faults.isEmpty ? "." : ", \(faults.count.counted("fault"))."))
        if imported.isEmpty, !faults.isEmpty {
            lines.append("Correct them and try again, or import the others with --keep-going.")
        }
        return lines.joined(separator: "\n")
    }
}
