public import Domain

/// A NIK: 16 digits on every Indonesian identity card.
///
/// Six digits of region, DDMMYY of birth (women: day + 40), four digits of serial. The number is permanent:
/// it is not changed when a birth date is corrected, so a date that differs elsewhere is only a warning.
public struct PopulationNumber: Sendable, Hashable {
    /// The 16 digits.
    public let digits: String
    /// Day of birth, 1 to 31.
    public let birthDay: Int
    /// Month of birth, 1 to 12.
    public let birthMonth: Int
    /// Last two digits of the year of birth.
    public let birthYear: Int
    /// Whether the day was written with 40 added.
    public let isWoman: Bool

    /// Reads a NIK, with or without spaces, dots, hyphens or a spreadsheet's apostrophe.
    public init(_ text: String) throws(Malformation) {
        let run = try DigitRun(text)
        guard run.digits.count == 16, !run.hasPlus else {
            throw .digitCount(found: run.digits.count, expected: 16)
        }
        guard let province = run.number(0, 2), let regency = run.number(2, 2),
            let district = run.number(4, 2),
            let day = run.number(6, 2), let month = run.number(8, 2), let year = run.number(10, 2),
            let serial = run.number(12, 4)
        else { throw .notDigits }
        guard province >= 11, regency >= 1, district >= 1 else { throw .regionCode }
        isWoman = day > 40
        birthDay = isWoman ? day - 40 : day
        birthMonth = month
        birthYear = year
        // Two digits of year leave the century open: 29 February is possible if either year has one.
        guard
            CivilDate(year: 1900 + year, month: month, day: birthDay) != nil
                || CivilDate(year: 2000 + year, month: month, day: birthDay) != nil
        else { throw .impossibleDate }
        guard serial > 0 else { throw .emptySerial }
        digits = run.text
    }

    /// Whether the date of birth in the number is `date`.
    public func agrees(with date: CivilDate) -> Bool {
        birthDay == date.day && birthMonth == date.month && birthYear == date.year % 100
    }
}
