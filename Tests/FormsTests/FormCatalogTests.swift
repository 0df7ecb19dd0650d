import Domain
import Forms
import Foundation
import Testing

@Suite struct FormCatalogTests {
    @Test func `every form of the desk is there with a wording for every fault`() throws {
        let catalog = try FormFiles.catalog()
        #expect(catalog.all.map(\.name) == FormName.allCases)
        _ = try FormFiles.wording()
        for definition in catalog.all {
            for locale in Locale.allCases {
                #expect(!definition.title(locale).isEmpty)
                #expect(!definition.intro(locale).isEmpty)
            }
        }
    }
}

@Suite struct FormMistakeTests {
    private func message(_ yaml: String) throws -> String {
        let document = try FormFiles.node(yaml, file: "forms/x.yaml")
        do throws(DocumentError) {
            _ = try FormDefinition(document: document)
            return ""
        } catch {
            return error.description
        }
    }

    private let head = "form: issuance\ntitle: t\ntype: t\nintro: t\nfields:\n"

    @Test func `mistakes are named with file, line and the nearest word`() throws {
        let good = "  - { key: name, kind: person-name, label: Nama }\n"
        #expect(try message(head + good) == "")
        let cases = [
            (
                "form: issuence\ntitle: t\ntype: t\nintro: t\nfields: []\n", "forms/x.yaml:1:7",
                "did you mean 'issuance'?"
            ),
            (head + "  - { key: a, kind: fone, label: A }\n", "forms/x.yaml:6", "did you mean 'phone'?"),
            (head + "  - { key: a, kind: phone, lable: A }\n", "forms/x.yaml:6", "did you mean 'label'?"),
            (
                head + good + "  - { key: b, kind: nik, label: [NIK, nama] }\n", "forms/x.yaml:7",
                "belongs to both 'name' and 'b'"
            ),
            (head + good + good, "forms/x.yaml:7", "stands here twice"),
            (head + "  - { key: a, kind: nik, label: Kode }\n", "forms/x.yaml:6", "reserved"),
            (
                head + "  - { key: a, kind: attachment, label: A, media: [pdff] }\n", "forms/x.yaml:6",
                "did you mean 'pdf'?"
            ),
            (
                head + "  - { key: a, kind: attachment, label: A, media: [pdf], maximum-size: big }\n",
                "forms/x.yaml:6", "500 KB"
            ),
            (
                head + "  - { key: a, kind: choice, label: A, options: [{ key: x, label: X }] }\n",
                "forms/x.yaml:6", "two options"
            ),
            (head + "  - { key: a, kind: nik, label: { id: A } }\n", "forms/x.yaml:6", "no label in 'en'"),
            (head + good + "requires-one-of: [nmae]\n", "forms/x.yaml:7", "did you mean 'name'?"),
            (
                head + "  - { key: a, kind: nik, label: A, options: [] }\n", "forms/x.yaml:6",
                "unknown key 'options'"
            ),
            ("form: issuance\n", "forms/x.yaml:1", "'title' is missing"),
        ]
        for (yaml, place, text) in cases {
            let description = try message(yaml)
            #expect(description.hasPrefix(place) && description.contains(text), "\(description)")
        }
    }

    @Test func `a catalogue refuses a missing form and one that is there twice`() throws {
        let documents = try FormName.allCases.map { try FormFiles.document($0.rawValue + ".yaml") }
        #expect(throws: DocumentError.self) { try FormCatalog(documents: Array(documents.dropLast())) }
        #expect(throws: DocumentError.self) { try FormCatalog(documents: documents + [documents[0]]) }
    }

    @Test func `wording refuses a missing sentence and an unknown placeholder`() throws {
        let text = try String(contentsOf: FormFiles.folder.appending(path: "faults.yaml"), encoding: .utf8)
        #expect(throws: DocumentError.self) {
            try FaultWording(document: FormFiles.node(text.replacing("missing:\n", with: "mising:\n")))
        }
        #expect(throws: DocumentError.self) {
            try FaultWording(document: FormFiles.node(text.replacing("{example}", with: "{exmple}")))
        }
    }
}
