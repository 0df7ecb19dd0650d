import Domain
import Forms
import TestSupport
import Testing

#if !DEBUG
    /// Figures for the report, printed by optimised test runs; nothing is asserted about a busy machine.
    @Suite(.serialized) struct SpeedTests {
        @Test func `reading a form of four kilobytes`() throws {
            let definition = try FormFiles.catalog()[.identity]
            let reader = FormReader(definition)
            var random = SeededRandom(4)
            let form = FormWriter(locale: .indonesian).blank(
                definition, values: SyntheticPerson(&random).answers(to: definition))
            let quoted = FormWriter(locale: .indonesian).blank(definition).split(separator: "\n").map {
                "> " + $0
            }.joined(separator: "\n")
            var text = "Yth. Petugas,\n\n" + form + "\n\nOn Mon, Nov 23, 2026 at 9:14 AM D <d@x.id> wrote:\n"
            while text.utf8.count < 4096 { text += quoted + "\n" }
            let clock = ContinuousClock()
            var count = 0
            for _ in 0..<200 { count += reader.read(text: text).values.count }
            let elapsed = clock.measure {
                for _ in 0..<2000 { count += reader.read(text: text).values.count }
            }
            print("speed: \(text.utf8.count) octets in \(elapsed / 2000), values \(count / 2200)")
            let split = clock.measure { for _ in 0..<2000 { count += ReplyText.split(text).fresh.count } }
            print("speed: split alone \(split / 2000)")
            let make = clock.measure {
                for _ in 0..<200 { count += FormReader(definition).definition.fields.count }
            }
            print("speed: making a reader \(make / 200)")
        }
    }
#endif
