import Domain

/// Numbers, durations and names of a report in one language.
struct ReportWording {
    let words: Wording
    let locale: Locale

    /// `minggu ke-48 tahun 2026`, `November 2026`.
    func period(_ period: ReportPeriod) -> String {
        switch period {
        case .week(let year, let number):
            words["report.week", locale, ["number": String(number), "year": String(year)]]
        case .month(let year, let number):
            "\(DateWording.months(locale)[number - 1]) \(year)"
        }
    }

    /// One decimal, and none if it is zero; never in the notation of powers.
    func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return ValueDash.text }
        let tenths = Int((value * 10).rounded())
        let whole = String(abs(tenths) / 10)
        let sign = tenths < 0 ? "-" : ""
        guard tenths % 10 != 0 else { return sign + whole }
        return sign + whole + (locale == .indonesian ? "," : ".") + String(abs(tenths) % 10)
    }

    /// Service time: working days, or hours for a clock of the calendar.
    func duration(_ seconds: Int64, of service: ReportFigures.Service) -> String {
        service.mechanism == .revocation ? hours(seconds) : days(seconds, of: service.day)
    }

    /// `1,4 hari kerja`; less than one in hours.
    func days(_ seconds: Int64, of day: Int64) -> String {
        guard seconds >= day else { return hours(seconds) }
        return words["report.days", locale, ["count": number(Double(seconds) / Double(max(day, 1)))]]
    }

    private func hours(_ seconds: Int64) -> String {
        words["report.hours", locale, ["count": number(Double(seconds) / 3600)]]
    }

    /// `3 hari 4 jam`, day and night.
    func age(_ seconds: Int64) -> String {
        let hours = max(seconds, 0) / 3600
        return words["report.age", locale, ["days": String(hours / 24), "hours": String(hours % 24)]]
    }

    /// A mechanism in one word.
    func mechanism(_ mechanism: Mechanism) -> String {
        words[Wording.Key(stringLiteral: "report.\(mechanism.rawValue)"), locale]
    }

    /// Who is waited for.
    func role(_ role: Role) -> String {
        switch role {
        case .applicant: words["actor.applicant", locale]
        case .verifier: words["actor.verifier", locale]
        case .registrationAuthority: words["actor.authority", locale]
        case .officer, .administrator: words["actor.desk", locale]
        }
    }

    /// `95%`.
    func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return ValueDash.text }
        return "\((part * 200 + whole) / (whole * 2))%"
    }
}

/// What stands where there is no value.
enum ValueDash {
    static let text = "–"
}
