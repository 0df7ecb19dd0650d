import Domain
import Forms
import TestSupport
import Testing

@Suite struct FormWriterTests {
    private let catalog: FormCatalog

    init() throws { catalog = try FormFiles.catalog() }

    private func person() -> SyntheticPerson {
        var random = SeededRandom(3)
        return SyntheticPerson(&random)
    }

    @Test func `a summary masks every NIK`() {
        let answers = person().values.merging([.purpose: "untuk NIK 3201 0117 0890 0001"]) { _, new in new }
        let rows = FormWriter(locale: .indonesian).summary(catalog[.issuance], values: answers, masking: true)
        let text = rows.map { "\($0.label): \($0.value)" }.joined(separator: "\n")
        #expect(text.contains("NIK: ************" + (answers[.nik] ?? "").suffix(4)))
        #expect(!text.contains("3201 0117 0890 0001"))
        let plain = FormWriter(locale: .english).summary(catalog[.identity], values: answers, masking: false)
        #expect(plain.contains { $0.label == "NIK" && $0.value == answers[.nik] })
    }

    @Test(arguments: Locale.allCases)
    func `the compact identity form fits a mailto URL`(_ locale: Locale) throws {
        let known = person().answers(to: catalog[.identity]).filter {
            [.name, .nik, .email].contains($0.key)
        }
        let body =
            "Kode: abcdefghijklmnopqrstuvwxyz234567\n\n"
            + FormWriter(locale: locale).compact(catalog[.identity], values: known)
        let local = "layanan+" + String(repeating: "a", count: 32)
        let address = try #require(EmailAddress("\(local)@\(String(repeating: "b", count: 30)).go.id.id"))
        #expect(address.addrSpec.utf8.count >= 79)
        let link = MailtoLink(
            recipient: address, subject: "[SE-2026-000123-7] Lengkapi data identitas Anda", body: body)
        #expect(link.isShortEnough)
        let reading = FormReader(catalog[.identity]).read(text: try #require(MailtoLink(url: link.url)).body)
        #expect(reading.normalizedValues == known)
    }

    @Test(arguments: Locale.allCases, [0, 1, 2])
    func `our own explanations, quoted back, are no values`(_ locale: Locale, _ style: Int) throws {
        let definition = catalog[.identity]
        let wording = try FormFiles.wording()
        let reader = FormReader(definition)
        let first = reader.read(text: FormWriter(locale: locale).blank(definition))
        let rows = first.faults.map { fault in
            let label = fault.key.flatMap { definition.field($0)?.label(locale) } ?? ""
            return "- \(label): \(wording.sentence(for: fault, definition, locale))"
        }
        var answer = (rows + ["", FormWriter(locale: locale).prefilled(definition, from: first)]).joined(
            separator: "\n")
        if style == 1 { answer = "> " + answer.replacing("\n", with: "\n> ") }
        if style == 2 { answer = answer.split(separator: "\n").joined(separator: " ") }
        let reading = reader.read(text: answer)
        #expect(reading.values.isEmpty, "\(reading.values)")
        let answers = person().answers(to: definition)
        let filled = FormWriter(locale: locale).compact(definition, values: answers)
        #expect(
            reader.read(text: answer.replacing("(akhir formulir)", with: "") + "\n" + filled).normalizedValues
                == answers)
    }
}
