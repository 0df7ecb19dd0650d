import Domain
import Testing

@testable import sertipos

@Suite("Numbers that people mistype")
struct NumberAdviceTests {
    @Test(
        "what is wrong is said, with the number that was probably meant",
        arguments: [
            ("SE-2026-000123", "'SE-2026-000123' lacks its last digit: it is SE-2026-000123-7"),
            ("se-2026-123", "'se-2026-123' lacks its last digit: it is SE-2026-000123-7"),
            ("SE-2026-123-7", "'SE-2026-123-7' is written SE-2026-000123-7"),
            (
                "SE-2026-000123-4",
                "the last digit of 'SE-2026-000123-4' does not fit, so that one of its digits is wrong: the number may be SE-2026-000123-7, but compare it with the subject of the mail"
            ),
            ("123", "'123' is not the number of a request; write it like SE-2026-000123-7"),
            ("SE-26-1-1", "'SE-26-1-1' is not the number of a request; write it like SE-2026-000123-7"),
            (
                "PA-2026-000045-3",
                "PA-2026-000045-3 is the number of a case: see `sertipos case show PA-2026-000045-3`"
            ),
            ("\u{1B}[2J", "'\u{FFFD}[2J' is not the number of a request; write it like SE-2026-000123-7"),
        ])
    func complaints(text: String, complaint: String) {
        #expect(NumberAdvice.complaint(about: text, .request) == complaint)
    }

    @Test("nobody is sent to a number that is not one")
    func honesty() throws {
        for sequence in 1...2000 {
            let number = try #require(RequestNumber(year: 2026, sequence: sequence))
            let wrong = "\(number)".dropLast() + "\((number.checkDigit + 1) % 10)"
            #expect(NumberAdvice.complaint(about: String(wrong), .request).contains("\(number)"))
        }
    }

    @Test("numbers that exist and look alike are offered, at most three")
    func neighbours() throws {
        func number(_ sequence: Int, _ year: Int = 2026) throws -> RequestNumber {
            try #require(RequestNumber(year: year, sequence: sequence))
        }
        let stored = Set(try [12, 21, 15, 112, 900_012].map { try number($0) } + [number(12, 2025)])
        func found(_ sequence: Int) throws -> [RequestNumber] {
            NumberAdvice.neighbours(of: try number(sequence)) { stored.contains($0) }
        }
        // Two digits in the wrong order come first, then one wrong digit, from the right.
        #expect(try found(120) == [try number(112)] || found(120).isEmpty)
        #expect(try found(210).isEmpty)
        #expect(try found(51) == [try number(15), try number(21)])
        #expect(try found(13) == [try number(12), try number(15)])
        #expect(try found(500).isEmpty)
        #expect(NumberAdvice.neighbours(of: try number(12)) { $0.year == 2025 } == [try number(12, 2025)])
        #expect(NumberAdvice.neighbours(of: try number(12)) { _ in true }.count == 3)
    }
}
