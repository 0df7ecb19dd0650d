public import Domain

/// What a field holds, each kind with its own checks.
public enum FieldKind: Sendable, Hashable {
    /// What to do with the address of an office.
    public enum RoleMailboxRule: String, Sendable, Hashable, CaseIterable {
        /// A fault: one-time codes go there.
        case refuse
        /// A warning for whoever decides.
        case warn
        /// Fine.
        case accept
    }

    /// Limits of a date, and where a place in front of it belongs.
    public struct DateRule: Sendable, Hashable {
        /// Earliest year.
        public let earliestYear: Int
        /// Latest year.
        public let latestYear: Int
        /// The field that takes the place out of `Jakarta, 17 Agustus 1990`.
        public let placeField: FieldKey?

        /// A rule.
        public init(earliestYear: Int = 1900, latestYear: Int = 2100, placeField: FieldKey? = nil) {
            self.earliestYear = earliestYear
            self.latestYear = latestYear
            self.placeField = placeField
        }
    }

    /// ``PersonName``.
    case personName
    /// ``PopulationNumber``.
    case populationNumber
    /// ``ServiceNumber``.
    case serviceNumber
    /// ``ServiceGrade``.
    case grade
    /// ``PhoneNumber``.
    case phone
    /// ``MailboxReading``.
    case email(RoleMailboxRule)
    /// ``WrittenDate``.
    case date(DateRule)
    /// One of several wordings.
    case choice([ChoiceOption])
    /// One line, at most that many characters.
    case shortText(maximumLength: Int)
    /// Several lines, at most that many characters.
    case longText(maximumLength: Int)
    /// A written yes.
    case consent
    /// A file.
    case attachment(AttachmentRule)

    /// The canonical form of `raw`, which is trimmed and not empty.
    public func normalized(_ raw: String) throws(Malformation) -> String {
        switch self {
        case .personName: return try PersonName(raw).full
        case .populationNumber: return try PopulationNumber(raw).digits
        case .serviceNumber: return try ServiceNumber(raw).digits
        case .grade: return try ServiceGrade(raw).code
        case .phone: return try PhoneNumber(raw).international
        case .email(let rule):
            let mailbox = try MailboxReading(raw)
            if rule == .refuse, mailbox.isRoleMailbox { throw .roleMailbox }
            return mailbox.address.canonical
        case .date(let rule):
            let date = try WrittenDate(raw).date
            guard (rule.earliestYear...max(rule.earliestYear, rule.latestYear)).contains(date.year) else {
                throw .yearOutOfRange(from: rule.earliestYear, to: rule.latestYear)
            }
            return date.description
        case .choice(let options): return try ChoiceOption.chosen(by: raw, among: options).key
        case .shortText(let maximum), .longText(let maximum):
            guard raw.utf8.count <= maximum || raw.count <= maximum else { throw .tooLong(maximum: maximum) }
            return raw
        case .consent:
            try ConsentWord.check(raw)
            return "yes"
        case .attachment: return raw
        }
    }

    /// What two canonical forms of one value have in common; different keys are a contradiction.
    func comparisonKey(_ normalized: String) -> String {
        switch self {
        case .personName: (try? PersonName(normalized))?.comparisonKey ?? normalized
        case .shortText, .longText: FoldedWords.words(normalized).joined(separator: " ")
        case .populationNumber, .serviceNumber, .grade, .phone, .email, .date, .choice, .consent, .attachment:
            normalized
        }
    }

    /// Whether a value may hold anything, so that its end can only be told by what follows.
    var isFreeText: Bool {
        switch self {
        case .personName, .shortText, .longText: true
        case .populationNumber, .serviceNumber, .grade, .phone, .email, .date, .choice, .consent, .attachment:
            false
        }
    }

    /// Whether the field asks for a file.
    public var isAttachment: Bool {
        if case .attachment = self { true } else { false }
    }

    /// The canonical value as people of `locale` read it.
    public func displayed(_ normalized: String, _ locale: Locale) -> String {
        switch self {
        case .date: CivilDate(iso: normalized).map { DateWording.date($0, locale) } ?? normalized
        case .choice(let options): options.first { $0.key == normalized }?.label(locale) ?? normalized
        case .consent: locale == .indonesian ? "Saya setuju" : "I agree"
        case .personName, .populationNumber, .serviceNumber, .grade, .phone, .email, .shortText, .longText,
            .attachment:
            normalized
        }
    }
}
