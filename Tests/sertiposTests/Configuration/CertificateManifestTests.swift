import ArgumentParser
import Domain
import Testing

@testable import sertipos

@Suite("Lists of certificates to import")
struct CertificateManifestTests {
    private let verifiers: VerifierList
    private let folder: ScratchFolder
    private static let nik = "3201011708900001"

    init() throws {
        verifiers = try VerifierList(
            text: "email,name,agency,locale\nsiti@x.id,Siti,Dinas,id\nrina@x.id,Rina,RSUD,id\n", file: "v.csv"
        )
        folder = try ScratchFolder()
    }

    private func read(_ text: String, fallback: String? = nil) throws -> CertificateManifest {
        try CertificateManifest(
            list: try folder.write(text, to: "lists/l.csv"), fallback: fallback, verifiers: verifiers)
    }

    @Test("rows give file, numbers and verifier; files are relative to the list")
    func rows() throws {
        let manifest = try read(
            """
            verifier;nik;nip;file
            SITI@x.id;'\(Self.nik);19900817 201504 1 002;a.pem
            ;;;/tmp/b.p7b

            """, fallback: "rina@x.id")
        #expect(manifest.faults == [])
        #expect(manifest.entries.map(\.file) == [folder.path("lists/a.pem"), "/tmp/b.p7b"])
        #expect(manifest.entries.map(\.nik) == [Self.nik, nil])
        #expect(manifest.entries.map(\.nip) == ["199008172015041002", nil])
        #expect(manifest.entries.map(\.verifier.agency) == ["Dinas", "RSUD"])
    }

    @Test("a list of files alone will do when the verifier is named beside it")
    func filesOnly() throws {
        let manifest = try read("file\na.pem\nb.pem\n", fallback: "siti@x.id")
        #expect(manifest.faults == [] && manifest.entries.count == 2)
    }

    @Test("all faults come at once, each with its line, and no number is repeated")
    func faults() throws {
        let manifest = try read(
            """
            file,nik,nip,verifier
            a.pem,3.2E+15,12,siti@x.id
            ,,,nobody@x.id
            b.pem,,,
            c.pem,"",,siti@x.id
            d.pem,,,siti@x.id,extra
            """)
        let path = folder.path("lists/l.csv")
        #expect(
            manifest.faults.map(\.description) == [
                "\(path):2: the NIK is not one; 16 digits, as they stand on the identity card",
                "\(path):2: the NIP is not one; 18 digits", "\(path):3: the file is missing",
                "\(path):3: 'nobody@x.id' is not a registered verifier; register them first: sertipos verifier add nobody@x.id --name … --agency …",
                "\(path):4: the verifier is missing; fill in the column, or add --verifier ADDRESS",
                "\(path):6: 5 cells where 4 are expected; put a value that holds ',' in quotes, such as \"Budi Santoso, S.Kom.\"",
            ])
        #expect(manifest.entries.map(\.file) == [folder.path("lists/c.pem")])
    }

    @Test("a header that cannot be understood stops everything")
    func header() throws {
        let unknown = #expect(throws: ConfigurationError.self) { try read("fil,nik\na,b\n") }
        #expect(unknown?.description.contains("unknown column 'fil'; did you mean 'file'?") == true)
        #expect(throws: DocumentError.self) { try read("\n\n") }
    }

    @Test("files named one by one share what is said beside them")
    func named() throws {
        let good = CertificateManifest(
            files: ["a", "b"], nik: nil, nip: nil, verifier: "siti@x.id", verifiers: verifiers)
        #expect(good.faults == [] && good.entries.map(\.file) == ["a", "b"])
        let bad = CertificateManifest(
            files: ["a"], nik: "320101", nip: nil, verifier: "x@x.id", verifiers: verifiers)
        #expect(bad.entries.isEmpty && bad.faults.count == 2)
        #expect(!bad.faults.map(\.description).joined().contains("320101"))
    }

    @Test("options that do not go together are wrong usage; a NIK on the command line above all")
    func options() throws {
        _ = try CertificateImport.parse(["a.pem", "--verifier", "siti@x.id", "--nip", "199008172015041002"])
        for arguments in [
            [], ["a.pem"], ["a", "b", "--verifier", "s@x.id", "--nip", "1"],
            ["--list", "l.csv", "--nik-file", "n"], ["a", "--verifier", "s@x.id", "--nip", Self.nik],
        ] {
            #expect(throws: (any Error).self) { try CertificateImport.parse(arguments) }
        }
    }
}
