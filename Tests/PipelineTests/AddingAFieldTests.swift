import Domain
import Forms
import Foundation
import Notices
import TestSupport
import Testing

@testable import sertipos

/// The how-to is executed: what it says to write is read out of it and written.
@Suite("Adding a field")
struct AddingAFieldTests {
    private static let page = "Sources/sertipos/Documentation.docc/AddingAField.md"

    /// The first block of YAML of the page.
    private func snippet() throws -> String {
        let text = try String(contentsOf: Corpora.projectRoot.appending(path: Self.page), encoding: .utf8)
        let start = try #require(text.range(of: "```yaml\n"))
        return String(try #require(text[start.upperBound...].split(separator: "```").first))
    }

    /// The project's texts with the snippet in its place.
    private func templates() throws -> TemplateSet {
        let folder = TemplateFolder(path: Corpora.projectRoot.appending(path: "mail-templates").path)
        var files = folder.read().files
        let form = try #require(files["forms/identity.yaml"])
        let mark = "  - key: consent\n"
        #expect(form.components(separatedBy: mark).count == 2)
        files["forms/identity.yaml"] = form.replacing(mark, with: try snippet() + "\n" + mark)
        return TemplateSet(files: files)
    }

    @Test(
        "the entry of the how-to is all that is needed: blank form, link, reader, description and summary mail"
    )
    func entry() throws {
        let templates = try templates()
        #expect(TemplateFinding.all(in: templates, withHints: false) == [])
        let forms = try templates.forms()
        let key = FieldKey(rawValue: "blood-group")
        #expect(forms[.identity].field(key) != nil)

        for (locale, label) in [(Domain.Locale.indonesian, "Golongan darah"), (.english, "Blood group")] {
            let blank = FormWriter(locale: locale).blank(forms[.identity])
            #expect(blank.contains("\n\(label): \n("), "\(blank)")
            #expect(FormWriter(locale: locale).compact(forms[.identity]).contains("\n\(label): \n"))
            let filled = blank.replacing("\(label): \n", with: "\(label): b\n")
            #expect(FormReader(forms[.identity]).read(text: filled).normalizedValues[key] == "b")
            #expect(FormDescription(forms[.identity], locale).markdown.contains("| \(label) | – | A / B"))
        }

        let desk = try TestDesk(forms: forms)
        desk.submit()
        try desk.run()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        #expect(invitation.body.contains("Golongan darah:"))
        #expect(try #require(TestDesk.links(in: invitation).first).body.contains("Golongan darah:"))
        try desk.answerIdentity(invitation, more: "Golongan darah: B")
        try desk.next()
        #expect(
            try desk.mail("verifier.verification-link", for: TestDesk.siti).text.contains("Golongan darah: B")
        )
    }

    @Test("the mistakes the how-to shows are the ones people get")
    func mistakes() throws {
        let templates = try templates()
        let form = try #require(templates.files["forms/identity.yaml"])
        for (right, wrong, words) in [
            (
                "id: [Golongan darah]", "id: [Golongan]",
                "label 'Golongan' belongs to both 'grade' and 'blood-group'"
            ),
            (
                "kind: choice\n    required: false\n    label: { id: [Golongan",
                "kind: choise\n    required: false\n    label: { id: [Golongan",
                "unknown kind 'choise'; did you mean 'choice'?"
            ),
            (", en: [Blood group]", "", "field 'blood-group' has no label in 'en'"),
        ] {
            var files = templates.files
            files["forms/identity.yaml"] = form.replacing(right, with: wrong)
            let problems = TemplateSet(files: files).problems().map(\.description)
            #expect(
                problems.contains {
                    $0.hasPrefix("mail-templates/forms/identity.yaml:") && $0.contains(words)
                }, "\(problems)")
            let page = try String(contentsOf: Corpora.projectRoot.appending(path: Self.page), encoding: .utf8)
            #expect(page.contains(words))
        }
    }
}
