import Domain
import Foundation
import Testing

@testable import sertipos

/// What `template check` finds beyond notices.
@Suite("Template findings")
struct TemplateSetTests {
    private static let shipped = TemplateFolder(path: ShippedFile.path("mail-templates")).read()

    private static func editing(_ name: String, _ change: (String) -> String) throws -> TemplateSet {
        var files = shipped.files
        files[name] = change(try #require(files[name]))
        return TemplateSet(files: files)
    }

    @Test("the shipped texts have neither mistakes nor warnings")
    func shippedTexts() {
        #expect(TemplateFinding.all(in: Self.shipped, withHints: false) == [])
        #expect(Self.shipped.files.count > 150)
        #expect(Self.shipped.files["README.md"] == nil)
    }

    @Test("short words and forms that were not translated are named with their place")
    func translations() throws {
        let words = try Self.editing("words.yaml") {
            $0.replacing(
                "en: \"This step was completed by another answer.\"",
                with: "en: \"Langkah ini sudah selesai melalui jawaban lain.\"")
        }
        let problem = try #require(words.problems().first)
        #expect(problem.file == "mail-templates/words.yaml" && problem.line != nil && problem.column != nil)
        #expect(problem.problem.hasPrefix("not translated") && problem.remedy == "write it in English")
        let form = try Self.editing("forms/identity.yaml") {
            $0.replacing(
                "en: \"the agency's full name\"", with: "en: \"nama lengkap dari perangkat daerah ini\""
            )
            .replacing(
                "id: \"nama lengkap perangkat daerah\"",
                with: "id: \"nama lengkap dari perangkat daerah ini\"")
        }
        #expect(form.problems().map(\.file) == ["mail-templates/forms/identity.yaml"])
    }

    @Test("a decision link that cannot be opened is a mistake, a form's link a warning")
    func links() throws {
        let long = String(repeating: "alasan panjang ", count: 120)
        let words = try Self.editing("words.yaml") {
            $0.replacing("Tolak: (tulis alasan di sini)", with: "Tolak: \(long)")
        }
        let mistake = try #require(words.problems().first)
        #expect(mistake.file == "mail-templates/words.yaml" && mistake.line != nil)
        #expect(mistake.problem.contains("(id)") && mistake.problem.contains("1800"))
        let form = try Self.editing("forms/identity.yaml") {
            $0.replacing("id: [Provinsi, Propinsi]", with: "id: [Provinsi \(long), Propinsi]")
        }
        #expect(form.problems() == [])
        let warnings = TemplateFinding.all(in: form, withHints: false)
        #expect(warnings.map(\.severity) == [.warning])
        #expect(
            warnings.first?.description.hasPrefix("mail-templates/forms/identity.yaml:1:1: warning: ") == true
        )
    }

    @Test("mistakes of several files come together, each once, in file order")
    func several() throws {
        var files = Self.shipped.files
        files["words.yaml"]? += "\nunknown.word: { id: a, en: b }\n"
        files["forms/update.yaml"] = files["forms/update.yaml"]?.replacing("fields:", with: "feilds:")
        files["en/sender.help.md"] = nil
        let problems = TemplateSet(files: files).problems()
        #expect(
            problems.map(\.file) == [
                "mail-templates/en/sender.help.md", "mail-templates/forms/update.yaml",
                "mail-templates/words.yaml",
            ])
    }
}
