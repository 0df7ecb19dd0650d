import Domain
import Forms
import TestSupport
import Testing

@Suite struct FormDamageTests {
    @Test(arguments: FormName.allCases, Locale.allCases)
    func `a written form is read back whole`(_ name: FormName, _ locale: Locale) throws {
        let definition = try FormFiles.catalog()[name]
        let reader = FormReader(definition)
        var random = SeededRandom(7)
        for _ in 0..<20 {
            let answers = SyntheticPerson(&random).answers(to: definition)
            let writer = FormWriter(locale: locale)
            for text in [
                writer.blank(definition, values: answers), writer.compact(definition, values: answers),
            ] {
                let reading = reader.read(text: text)
                #expect(reading.normalizedValues == answers, "\(text)")
            }
        }
    }

    @Test(arguments: FormName.allCases, Locale.allCases)
    func `the same fields whatever happened to the text`(_ name: FormName, _ locale: Locale) throws {
        let definition = try FormFiles.catalog()[name]
        let reader = FormReader(definition)
        let writer = FormWriter(locale: locale)
        var random = SeededRandom(UInt64(name.rawValue.utf8.count * 31 + locale.rawValue.utf8.count))
        for round in 0..<150 {
            let answers = SyntheticPerson(&random).answers(to: definition)
            let form =
                round.isMultiple(of: 2)
                ? writer.blank(definition, values: answers) : writer.compact(definition, values: answers)
            let damage = Damage.random(&random)
            let damaged = damage.applied(to: form)
            let reading = reader.read(text: damaged)
            let wrong = Set(answers.keys).union(reading.values.keys).filter {
                answers[$0] != reading.values[$0]?.normalized
            }
            #expect(
                wrong.isEmpty,
                "\(damage): \(wrong.map { "\($0): \(answers[$0] ?? "nil") / \(reading.values[$0]?.normalized ?? "nil")" })\n\(damaged)"
            )
            if !wrong.isEmpty { return }
        }
    }
}
