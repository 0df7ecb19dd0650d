import Domain
import Forms
import TestSupport
import Testing

/// Letters as people write them: other labels, other spellings, another order, errors, and a mail program's
/// damage.
@Suite struct LetterCorpusTests {
    @Test func `of three hundred letters nearly all are read right and none is read wrong in silence`() throws
    {
        let catalog = try FormFiles.catalog()
        let readers = catalog.all.map { FormReader($0) }
        var random = SeededRandom(2026)
        var right = 0
        var asked = 0
        var wrong: [String] = []
        for index in 0..<300 {
            let reader = readers[index % readers.count]
            let person = SyntheticPerson(&random)
            let answers = person.answers(to: reader.definition)
            let text = letter(reader.definition, answers, person, &random)
            let reading = reader.read(text: text)
            let fields = answers.keys.filter { key in
                !isSame(reading.values[key]?.normalized, answers[key], reader.definition.field(key))
            }
            let silent = fields.filter { key in
                !reading.faults.contains { $0.key == key } && !reading.warnings.contains { $0.key == key }
                    && !reading.unknownLines.contains { $0.nearest == key }
            }
            if fields.isEmpty {
                right += 1
            } else if silent.isEmpty {
                asked += 1
            } else {
                wrong.append(
                    "\(silent.map { "\($0): \(answers[$0] ?? "") / \(reading.values[$0]?.normalized ?? "nil")" })\n\(text)"
                )
            }
        }
        print("letters: \(right) right, \(asked) asked back, \(wrong.count) wrong in silence")
        #expect(wrong.isEmpty, "\(wrong.first ?? "")")
        #expect(right * 100 >= 300 * 98)
    }

    @Test func `a wrong value in a letter is always asked back`() throws {
        let catalog = try FormFiles.catalog()
        let reader = FormReader(catalog[.identity])
        var random = SeededRandom(99)
        let errors: [(FieldKey, (String) -> String)] = [
            (.nik, { String($0.dropLast()) }), (.nik, { _ in "3,20101E+15" }),
            (.nik, { $0 + " / " + $0.replacing("1", with: "2") }),
            (.nip, { $0 + "0" }), (.email, { $0.replacing("@", with: " at ") }),
            (.email, { _ in "dinas@contoh.go.id" }),
            (.phone, { String($0.prefix(6)) }), (.birthDate, { _ in "08/25/1990" }),
            (.birthDate, { _ in "30 Februari 1990" }),
            (.grade, { _ in "III" }), (.consent, { _ in "nanti dulu" }), (.name, { _ in "-" }),
            (.name, { _ in "(sesuai KTP, tanpa gelar)" }),
        ]
        for index in 0..<130 {
            let person = SyntheticPerson(&random)
            let (key, damage) = errors[index % errors.count]
            var written: [FieldKey: String] = [:]
            for (key, value) in person.answers(to: reader.definition) {
                written[key] = person.written(value, try #require(reader.definition.field(key)), &random)
            }
            written[key] = damage(person.values[key] ?? "")
            let text = reader.definition.fields.compactMap { field in
                written[field.key].map { "\(field.label(.indonesian)): \($0)" }
            }.joined(separator: "\n")
            let reading = reader.read(text: text)
            #expect(
                reading.values[key] == nil && reading.faults.contains { $0.key == key },
                "\(key): \(written[key] ?? "")")
        }
    }

    private func letter(
        _ definition: FormDefinition, _ answers: [FieldKey: String], _ person: SyntheticPerson,
        _ random: inout SeededRandom
    ) -> String {
        var lines: [String] = []
        for field in definition.fields.shuffled(using: &random) {
            guard let value = answers[field.key] else { continue }
            let labels = field.labels.values.flatMap(\.self).sorted()
            var label = labels[Int(random.next() % UInt64(labels.count))]
            if random.next() % 5 == 0 { label = label.uppercased() }
            lines.append("\(label): \(person.written(value, field, &random))")
        }
        let damage = Damage.random(&random)
        return damage.applied(to: (lines + ["(akhir formulir)"]).joined(separator: "\n"))
    }

    /// Names and words may come in other case; that is not another value.
    private func isSame(_ found: String?, _ expected: String?, _ field: FormField?) -> Bool {
        guard let found, let expected else { return false }
        return found.lowercased() == expected.lowercased()
    }
}
