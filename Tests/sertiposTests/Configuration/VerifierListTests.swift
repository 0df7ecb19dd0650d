import Domain
import Testing

@testable import sertipos

@Suite("verifiers.csv")
struct VerifierListTests {
    private static let plain = "email,name,agency,locale\nbudi@dinkes.go.id,Budi,Dinas Kesehatan,id\n"

    private func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try VerifierList(text: text, file: "v.csv")
            return []
        } catch { return error.problems.map(\.description) }
    }

    @Test(
        "what spreadsheets do to the file changes nothing",
        arguments: [
            plain, "\u{FEFF}" + plain, plain.replacing("\n", with: "\r\n"), plain.replacing(",", with: ";"),
            plain.replacing(",", with: "\t"), "sep=;\r\n" + plain.replacing(",", with: ";"),
            "\"email\",\"name\",\"agency\",\"locale\"\n\"budi@dinkes.go.id\",\"Budi\",\"Dinas Kesehatan\",\"id\"",
            "locale , Agency,NAME, email\n id, Dinas Kesehatan ,Budi,  budi@dinkes.go.id  \n",
            plain + "\n\n ,,,\n", plain.replacing(",id\n", with: ",\n"), plain.replacing("\n", with: ",,\n"),
            plain.replacing(",id\n", with: ",ID"),
        ])
    func tolerance(text: String) throws {
        let list = try VerifierList(text: text, file: "v.csv")
        let verifier = Verifier(
            address: try address("budi@dinkes.go.id"), name: "Budi", agency: "Dinas Kesehatan",
            locale: .indonesian)
        #expect(list.verifiers == [verifier])
        #expect(list[try address("BUDI@Dinkes.go.id")] == verifier)
        #expect(list[try address("ani@dinkes.go.id")] == nil)
    }

    @Test("quoted cells may hold the separator and quotes")
    func quotes() throws {
        let text = "email,name,agency,locale\nb@x.id,\"Budi Santoso, S.Kom.\",\"Dinas \"\"Satu\"\"\",en\n"
        let verifier = try #require(try VerifierList(text: text, file: "v.csv").verifiers.first)
        #expect(verifier.name == "Budi Santoso, S.Kom.")
        #expect(verifier.agency == "Dinas \"Satu\"")
        #expect(verifier.locale == .english)
    }

    @Test("all mistakes come at once, with their lines")
    func allAtOnce() {
        let text = """
            email,name,agency,locale
            budi,Budi,Dinas,id
            a@x.id,Ani,Dinas,de

            b@x.id,Budi, S.Kom.,Dinas,id
            c@x.id,,,
            d@x.id,"Dedi,Dinas,id
            e@x.id,Edi,Dinas,id
            E@X.id,Edi,Dinas,id
            ,Fani,Dinas,id
            g@x.id,Gi"ni" x,Dinas,id
            h@x.id,Ha\u{1B}[2Jni,Dinas,id
            """
        #expect(
            mistakes(text) == [
                "v.csv:2: 'budi' is not a mail address; write it like budi@example.go.id",
                "v.csv:3: unknown locale 'de'; write id or en",
                "v.csv:5: 5 cells where 4 are expected; put a value that holds ',' in quotes, such as \"Budi Santoso, S.Kom.\"",
                "v.csv:6: the agency is missing", "v.csv:6: the name is missing",
                "v.csv:7: the quotes on this line do not match; quote a whole cell, double the quotes in it, and keep it on one line",
                "v.csv:9: E@x.id is registered already on line 8; keep one line for each address",
                "v.csv:10: the email is missing",
                "v.csv:11: the quotes on this line do not match; quote a whole cell, double the quotes in it, and keep it on one line",
                "v.csv:12: the name holds control characters",
            ])
    }

    @Test(
        "a wrong first line is named",
        arguments: [
            (
                "",
                [
                    "v.csv:1: missing column 'email', 'name', 'agency', 'locale'; the first line must be 'email,name,agency,locale'"
                ]
            ),
            (
                "email,name,locale\n",
                ["v.csv:1: missing column 'agency'; the first line must be 'email,name,agency,locale'"]
            ),
            (
                "e-mail,name,agency,locale\n",
                [
                    "v.csv:1: missing column 'email'; the first line must be 'email,name,agency,locale'",
                    "v.csv:1: unknown column 'e-mail'; did you mean 'email'?",
                ]
            ),
            (
                "email,name,agency,locale,name\n",
                ["v.csv:1: column 'name' stands here twice; keep one of them"]
            ),
        ])
    func header(text: String, messages: [String]) {
        #expect(mistakes(text) == messages)
    }

    @Test("the shipped list is empty and valid")
    func shipped() throws {
        #expect(try VerifierList(text: "email,name,agency,locale\n", file: "v.csv").entries.isEmpty)
    }

    @Test("people are added and removed, never twice and never from nowhere")
    func editing() throws {
        let list = try VerifierList(text: Self.plain, file: "v.csv")
        let ani = Verifier(address: try address("ani@x.id"), name: "Ani", agency: "Dinas", locale: .english)
        let both = try list.adding(ani)
        #expect(both.verifiers.map(\.name) == ["Budi", "Ani"])
        let twice = #expect(throws: DocumentError.self) { try both.adding(ani) }
        #expect(twice?.description == "v.csv: ani@x.id is registered already; keep one line for each address")
        let one = try both.removing(try address("BUDI@dinkes.go.id"))
        #expect(one.verifiers == [ani])
        #expect(one[ani.address] == ani)
        let absent = #expect(throws: DocumentError.self) { try one.removing(try address("x@x.id")) }
        #expect(absent?.description == "v.csv: x@x.id is not registered")
    }

    @Test("an import adds new people, changes known ones and says which")
    func importing() throws {
        let list = try VerifierList(text: Self.plain + "ani@x.id,Ani,Dinas,id\n", file: "v.csv")
        let other = try VerifierList(
            text:
                "email,name,agency,locale\nnew@x.id,Baru,Dinas,id\nANI@x.id,Ani,Bappeda,en\nbudi@dinkes.go.id,Budi,Dinas Kesehatan,id\n",
            file: "other.csv")
        let result = list.importing(other)
        #expect(result.added.map(\.name) == ["Baru"])
        #expect(result.changed.map(\.agency) == ["Bappeda"])
        #expect(result.list.verifiers.map(\.name) == ["Budi", "Ani", "Baru"])
        #expect(result.list[try address("new@x.id")]?.name == "Baru")
    }

    @Test(
        "no cell starts a formula, and reading gives the same back",
        arguments: [
            "=1+1", "+62 812", "-", "@SUM(A1)", "=\"a\",b", "Budi", "'kutip", "a'b", "Siti \"Nur\"; x, y",
        ])
    func formulas(name: String) throws {
        let verifier = Verifier(address: try address("+a@x.id"), name: name, agency: name, locale: .english)
        let text = try VerifierList(file: "v.csv").adding(verifier).csvText()
        let row = try #require(text.split(separator: "\n").last)
        for start in ["=", "+", "-", "@"] {
            #expect(!row.contains("\"\(start)") || row.contains("\"\"\(start)"))
            #expect(!row.hasPrefix(start) && !row.contains(",\(start)"))
        }
        #expect(try VerifierList(text: text, file: "v.csv").verifiers == [verifier])
    }

    @Test("saving replaces the file, for its owner alone")
    func saving() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Self.plain, to: "verifiers.csv", mode: 0o644)
        let list = try VerifierList.load(path: path)
        let empty = try list.removing(try address("budi@dinkes.go.id"))
        try empty.save()
        #expect(try folder.text("verifiers.csv") == "email,name,agency,locale\n")
        #expect(try folder.mode("verifiers.csv") == 0o600)
        #expect(!folder.exists("verifiers.csv.new"))
    }

    @Test("a file saved by a spreadsheet in another encoding is named with its line")
    func encoding() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Array(Self.plain.utf8) + [0x61, 0xE9, 0x0A], to: "v.csv")
        let error = #expect(throws: ConfigurationError.self) { try VerifierList.load(path: path) }
        #expect(
            error?.description == "\(path):3: this line is not UTF-8; save the file with the encoding UTF-8")
    }

    @Test("a verifier who is the Registration Authority or the desk is a conflict")
    func conflicts() throws {
        let configuration = try Configuration(
            YAMLDocument.parse(text: ConfigurationSample.minimum, file: "desk.yaml"))
        let list = try VerifierList(
            text: Self.plain + "RA+x@psre.id,R,A,id\nlayanan@contoh.go.id,L,A,id\n", file: "v.csv")
        #expect(
            list.conflicts(with: configuration).map(\.description) == [
                "v.csv:3: verifier RA+x@psre.id is the Registration Authority; nobody may check their own requests: register somebody else",
                "v.csv:4: verifier layanan@contoh.go.id is the desk's own address; nobody may check their own requests: register somebody else",
            ])
    }
}
