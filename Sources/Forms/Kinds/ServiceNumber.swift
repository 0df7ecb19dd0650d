public import Domain

/// A NIP: 18 digits of a civil servant, or the NI PPPK of a contracted one, also 18.
///
/// YYYYMMDD of birth, YYYYMM of appointment (PPPK: year and a code), sex 1 or 2, three digits of serial.
/// People without one write their NIK (16 digits) there; that is legal.
public struct ServiceNumber: Sendable, Hashable {
    /// 18 digits, or 16 if a NIK stands in for it.
    public let digits: String
    /// Date of birth; `nil` if a NIK stands in.
    public let birthDate: CivilDate?
    /// Whether digit 15 says woman; `nil` if a NIK stands in.
    public let isWoman: Bool?

    /// Reads a NIP, with or without spaces, dots, hyphens or a spreadsheet's apostrophe.
    public init(_ text: String) throws(Malformation) {
        let run = try DigitRun(text)
        guard !run.hasPlus else { throw .notDigits }
        if run.digits.count == 16 {
            digits = try PopulationNumber(run.text).digits
            birthDate = nil
            isWoman = nil
            return
        }
        guard run.digits.count == 18 else { throw .digitCount(found: run.digits.count, expected: 18) }
        guard let year = run.number(0, 4), let month = run.number(4, 2), let day = run.number(6, 2),
            let appointmentYear = run.number(8, 4), let appointmentMonth = run.number(12, 2),
            let sex = run.number(14, 1), let serial = run.number(15, 3)
        else { throw .notDigits }
        guard (1900...2020).contains(year), let birth = CivilDate(year: year, month: month, day: day) else {
            throw .impossibleDate
        }
        // PPPK numbers carry a code such as 21 where others have the month.
        guard (year + 15...year + 70).contains(appointmentYear), (1...99).contains(appointmentMonth) else {
            throw .appointmentDate
        }
        guard sex == 1 || sex == 2 else { throw .sexDigit }
        guard serial > 0 else { throw .emptySerial }
        digits = run.text
        birthDate = birth
        isWoman = sex == 2
    }

    /// Whether a NIK stands in for the number.
    public var isPopulationNumber: Bool { birthDate == nil }
}
