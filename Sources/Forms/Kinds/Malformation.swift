/// Why a value is not what its field asks for. Wording lives in `mail-templates/forms/faults.yaml`.
public enum Malformation: Error, Sendable, Hashable, Codable {
    /// A number of `found` digits where `expected` are needed.
    case digitCount(found: Int, expected: Int)
    /// Letters or symbols where only digits are allowed.
    case notDigits
    /// A spreadsheet turned the number into `1.6E+15` or `123,00`; its last digits are lost.
    case spreadsheetNumber
    /// The digits that hold a date hold none that exists.
    case impossibleDate
    /// A NIK whose first six digits name no region.
    case regionCode
    /// A serial of zeros: a spreadsheet's rounding, or a placeholder.
    case emptySerial
    /// A NIP whose digits 9 to 14 hold no appointment.
    case appointmentDate
    /// A NIP whose digit 15 is neither 1 nor 2.
    case sexDigit
    /// A rank or grade that does not exist.
    case unknownGrade
    /// A grade I to IV without its room a to e.
    case gradeWithoutRoom
    /// Rank and grade contradict each other; `expected` is the grade of that rank.
    case rankMismatch(expected: String)
    /// Too short or too long for a telephone number.
    case phoneLength
    /// Two or more values where one is asked for.
    case several([String])
    /// Not one plain email address.
    case notAnAddress
    /// An address of an office, not of a person.
    case roleMailbox
    /// Not a date, or not a whole one.
    case unknownDate
    /// A date with the month in front: which of the two numbers is the month?
    case monthFirst
    /// A year of two digits.
    case shortYear
    /// A year outside the range that makes sense.
    case yearOutOfRange(from: Int, to: Int)
    /// None of the choices.
    case notAChoice
    /// The consent was refused or taken back.
    case refused
    /// Neither yes nor no.
    case unclearConsent
    /// More characters than the field takes.
    case tooLong(maximum: Int)
    /// Fewer letters than make sense.
    case tooShort
    /// Digits or symbols in a person's name.
    case notAName
    /// It cannot be told where the value ends.
    case unclearEnd
    /// The row `row` of the same annex holds this value already, and it names one person.
    case repeatedInAnnex(row: Int)
    /// A row of an annex goes on behind the last column: its cells have moved.
    case extraCells
}
