import Domain
import Testing

@Suite("Request numbers")
struct RequestNumberTests {
    @Test("a number reads as it is written", arguments: [1, 42, 123, 999_999, 1_000_000, 999_999_999])
    func roundTrip(sequence: Int) throws {
        let number = try #require(RequestNumber(year: 2026, sequence: sequence))
        #expect(RequestNumber(number.description) == number)
        #expect(RequestNumber(number.description.lowercased()) == number)
    }

    @Test("one wrong digit is always found")
    func singleDigit() throws {
        let text = try #require(RequestNumber(year: 2026, sequence: 123)).description
        for index in text.indices where text[index].isNumber {
            for digit in "0123456789" where digit != text[index] {
                var wrong = text
                wrong.replaceSubrange(index...index, with: [digit])
                #expect(RequestNumber(wrong) == nil, "\(wrong)")
            }
        }
    }

    @Test("the first number in a subject is found, whatever the mail program did to its hyphens")
    func inText() throws {
        let number = try #require(RequestNumber(year: 2026, sequence: 7))
        #expect(RequestNumber.first(in: "Re: [\(number)] Lengkapi data") == number)
        let dashes = number.description.split(separator: "-").joined(separator: "\u{2011}")
        #expect(RequestNumber.first(in: "STATUS \(dashes)") == number)
        #expect(RequestNumber.first(in: "STATUS SE-2026-000007-99") == nil)
    }
}
