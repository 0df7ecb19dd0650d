import ArgumentParser
import Domain
import Testing

@testable import sertipos

@Suite("verifiers.csv, edited by commands")
struct VerifierListEditingTests {
    private func verifier(_ address: String, _ name: String = "Ani, S.Kom.") throws -> Verifier {
        Verifier(
            address: try #require(EmailAddress(address)), name: name, agency: "Dinas", locale: .english)
    }

    private func edited(
        _ text: String, _ change: (VerifierList) throws -> VerifierList
    ) throws -> String {
        try change(try VerifierList(text: text, file: "v.csv")).edited(text)
    }

    @Test(
        "a new line follows the columns, separators and line ends that are there; the others stay as they are"
    )
    func adding() throws {
        let text = "sep=;\r\nName;Agency;Email;Locale\r\nBudi ; Dinkes;budi@x.id\r\n\r\n"
        let result = try edited(text) { try $0.adding(try verifier("ani@x.id")) }
        #expect(result == text + "\"Ani, S.Kom.\";\"Dinas\";\"ani@x.id\";\"en\"\r\n")
        #expect(
            try VerifierList(text: result, file: "v.csv").verifiers.map(\.name) == ["Budi", "Ani, S.Kom."])
    }

    @Test("a missing last line break is made good")
    func lastLine() throws {
        let result = try edited("email,name,agency,locale\nb@x.id,Budi,Dinas,id") {
            try $0.adding(try verifier("ani@x.id", "Ani"))
        }
        #expect(
            result
                == "email,name,agency,locale\nb@x.id,Budi,Dinas,id\n\"ani@x.id\",\"Ani\",\"Dinas\",\"en\"\n")
    }

    @Test("a removed verifier's line goes, and no other")
    func removing() throws {
        let result = try edited("email,name,agency,locale\na@x.id,A,D,id\n\nB@x.id,B,D,id\nc@x.id,C,D,id\n") {
            try $0.removing(try #require(EmailAddress("b@x.id")))
        }
        #expect(result == "email,name,agency,locale\na@x.id,A,D,id\n\nc@x.id,C,D,id\n")
    }

    @Test("an import changes lines in their place and adds at the end")
    func importing() throws {
        let other = try VerifierList(
            text: "email,name,agency,locale\nnew@x.id,N,D,id\nb@x.id,Budi,D,id\na@x.id,A,D,id\n",
            file: "o.csv")
        let result = try edited("email,name,agency,locale\na@x.id,A,D,id\nb@x.id,B,D,id\nc@x.id,C,D,id\n") {
            $0.importing(other).list
        }
        #expect(
            result
                == "email,name,agency,locale\na@x.id,A,D,id\n\"b@x.id\",\"Budi\",\"D\",\"id\"\nc@x.id,C,D,id\n"
                + "\"new@x.id\",\"N\",\"D\",\"id\"\n")
    }

    @Test("a spreadsheet's byte order mark stays")
    func mark() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(
            [0xEF, 0xBB, 0xBF] + Array("email,name,agency,locale\n".utf8), to: "v.csv")
        try VerifierList.load(path: path).adding(try verifier("ani@x.id", "Ani")).save()
        #expect(try Array(EditedFile(path: path).octets().prefix(4)) == [0xEF, 0xBB, 0xBF, 0x65])
        #expect(try VerifierList.load(path: path).verifiers.map(\.name) == ["Ani"])
    }

    @Test("what a command cannot make a verifier of is wrong usage")
    func options() throws {
        let common = ["--name", "Ani", "--agency", "Dinas"]
        #expect(try VerifierAdd.parse(["ani@x.id"] + common).makeVerifier().locale == .indonesian)
        for arguments in [
            ["ani"] + common, ["ani@x.id", "--locale", "de"] + common,
            ["ani@x.id", "--name", " ", "--agency", "D"], ["ani@x.id", "--name", "A\nB", "--agency", "D"],
        ] {
            #expect(throws: (any Error).self) { try VerifierAdd.parse(arguments).makeVerifier() }
        }
    }
}
