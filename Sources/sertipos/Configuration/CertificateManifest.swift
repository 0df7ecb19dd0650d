internal import Domain
internal import Forms

/// Which certificates to import, and what no certificate says: files named one by one, or a CSV file with the
/// columns `file,nik,nip,verifier`. As tolerant of spreadsheets as the list of verifiers.
struct CertificateManifest {
    /// One certificate file with its surroundings.
    struct Entry: Hashable {
        /// The file with the certificate.
        let file: String
        let nik: String?
        let nip: String?
        let verifier: Verifier
    }

    private static let columns = ["file", "nik", "nip", "verifier"]

    let entries: [Entry]
    /// Everything that is wrong, in the lines' order; the entries are those without a fault.
    let faults: [DocumentError]

    /// The files as they were named, with what was said about all of them.
    init(files: [String], nik: String?, nip: String?, verifier: String, verifiers: VerifierList) {
        var reading = Reading(verifiers: verifiers)
        entries = files.compactMap { file in
            reading.entry(
                file: file, nik: nik ?? "", nip: nip ?? "", verifier: verifier, place: file, line: nil)
        }
        faults = reading.faults
    }

    /// The list in the CSV file at `path`; its files are relative to its own folder. `fallback` is the verifier of
    /// rows that name none.
    init(list path: String, fallback: String?, verifiers: VerifierList) throws {
        let text = try EditedFile(path: path).text()
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        var reading = Reading(verifiers: verifiers)
        var entries: [Entry] = []
        var header: SpreadsheetHeader?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated() where SpreadsheetHeader.hasContent(line, at: index)
        {
            guard let header else {
                header = try SpreadsheetHeader(
                    line, number: index + 1, file: path, columns: Self.columns,
                    optional: ["nik", "nip", "verifier"])
                continue
            }
            do {
                let cells = try header.cells(line, number: index + 1, file: path)
                let name = cells["file"] ?? ""
                let written = cells["verifier"] ?? ""
                let entry = reading.entry(
                    file: name.hasPrefix("/") || name.isEmpty ? name : folder.appendingComponent(name),
                    nik: cells["nik"] ?? "", nip: cells["nip"] ?? "",
                    verifier: written.isEmpty ? fallback ?? "" : written, place: path, line: index + 1)
                if let entry { entries.append(entry) }
            } catch {
                reading.faults.append(error)
            }
        }
        guard header != nil else {
            throw DocumentError(
                file: path, problem: "is empty", remedy: "the first line must be 'file,nik,nip,verifier'")
        }
        self.entries = entries
        faults = reading.faults
    }

    /// What is read so far.
    private struct Reading {
        let verifiers: VerifierList
        var faults: [DocumentError] = []

        /// The entry these words describe, or `nil` with every fault in them noted.
        mutating func entry(
            file: String, nik: String, nip: String, verifier text: String, place: String, line: Int?
        ) -> Entry? {
            let before = faults.count
            func fault(_ problem: String, _ remedy: String? = nil) -> DocumentError {
                DocumentError(file: place, line: line, problem: problem, remedy: remedy)
            }
            if file.isEmpty { faults.append(fault("the file is missing")) }
            let verifier = EmailAddress(text).flatMap { verifiers[$0] }
            if verifier == nil {
                faults.append(
                    text.isEmpty
                        ? fault("the verifier is missing", "fill in the column, or add --verifier ADDRESS")
                        : fault(
                            "'\(text)' is not a registered verifier",
                            "register them first: sertipos verifier add \(text) --name … --agency …"))
            }
            var numbers: (nik: String?, nip: String?)
            // What was written is not repeated: it may be a person's number all but one digit.
            if !nik.isEmpty {
                numbers.nik = try? PopulationNumber(nik).digits
                if numbers.nik == nil {
                    faults.append(
                        fault("the NIK is not one", "16 digits, as they stand on the identity card"))
                }
            }
            if !nip.isEmpty {
                numbers.nip = try? ServiceNumber(nip).digits
                if numbers.nip == nil { faults.append(fault("the NIP is not one", "18 digits")) }
            }
            guard faults.count == before, let verifier else { return nil }
            return Entry(file: file, nik: numbers.nik, nip: numbers.nip, verifier: verifier)
        }
    }
}
