/// The names under which `mail-templates/forms/faults.yaml` words the faults.
public enum FaultCode: String, Sendable, Hashable, CaseIterable {
    /// ``FormFault/Problem/missing``.
    case missing
    /// ``FormFault/Problem/placeholderLeft``.
    case placeholderLeft = "placeholder-left"
    /// ``FormFault/Problem/conflicting(_:)``.
    case conflicting
    /// ``FormFault/Problem/noneOf(_:)``.
    case noneOf = "none-of"
    /// ``FormFault/Problem/swapped(with:)``.
    case swapped
    /// ``FormFault/Problem/looksLike(_:)``.
    case looksLike = "looks-like"
    /// ``FormFault/Problem/birthDateDiffers(from:)``.
    case birthDateDiffers = "birth-date-differs"
    /// ``FormFault/Problem/joinedLines``.
    case joinedLines = "joined-lines"
    /// ``FormFault/Problem/nearlyLabel(_:)``.
    case nearlyLabel = "nearly-label"
    /// ``FormFault/Problem/attachmentMissing``.
    case attachmentMissing = "attachment-missing"
    /// ``FormFault/Problem/attachmentTooLarge(size:maximum:)``.
    case attachmentTooLarge = "attachment-too-large"
    /// ``FormFault/Problem/attachmentWrongType(found:)``.
    case attachmentWrongType = "attachment-wrong-type"
    /// ``FormFault/Problem/attachmentDamaged``.
    case attachmentDamaged = "attachment-damaged"
    /// ``FormFault/Problem/attachmentUnclear(_:)``.
    case attachmentUnclear = "attachment-unclear"
    /// ``Malformation/digitCount(found:expected:)``.
    case digitCount = "digit-count"
    /// ``Malformation/notDigits``.
    case notDigits = "not-digits"
    /// ``Malformation/spreadsheetNumber``.
    case spreadsheetNumber = "spreadsheet-number"
    /// ``Malformation/impossibleDate``.
    case impossibleDate = "impossible-date"
    /// ``Malformation/regionCode``.
    case regionCode = "region-code"
    /// ``Malformation/emptySerial``.
    case emptySerial = "empty-serial"
    /// ``Malformation/appointmentDate``.
    case appointmentDate = "appointment-date"
    /// ``Malformation/sexDigit``.
    case sexDigit = "sex-digit"
    /// ``Malformation/unknownGrade``.
    case unknownGrade = "unknown-grade"
    /// ``Malformation/gradeWithoutRoom``.
    case gradeWithoutRoom = "grade-without-room"
    /// ``Malformation/rankMismatch(expected:)``.
    case rankMismatch = "rank-mismatch"
    /// ``Malformation/phoneLength``.
    case phoneLength = "phone-length"
    /// ``Malformation/several(_:)``.
    case several
    /// ``Malformation/notAnAddress``.
    case notAnAddress = "not-an-address"
    /// ``Malformation/roleMailbox``.
    case roleMailbox = "role-mailbox"
    /// ``Malformation/unknownDate``.
    case unknownDate = "unknown-date"
    /// ``Malformation/monthFirst``.
    case monthFirst = "month-first"
    /// ``Malformation/shortYear``.
    case shortYear = "short-year"
    /// ``Malformation/yearOutOfRange(from:to:)``.
    case yearOutOfRange = "year-out-of-range"
    /// ``Malformation/notAChoice``.
    case notAChoice = "not-a-choice"
    /// ``Malformation/refused``.
    case refused
    /// ``Malformation/unclearConsent``.
    case unclearConsent = "unclear-consent"
    /// ``Malformation/tooLong(maximum:)``.
    case tooLong = "too-long"
    /// ``Malformation/tooShort``.
    case tooShort = "too-short"
    /// ``Malformation/notAName``.
    case notAName = "not-a-name"
    /// ``Malformation/unclearEnd``.
    case unclearEnd = "unclear-end"
    /// ``Malformation/repeatedInAnnex(row:)``.
    case repeatedInAnnex = "repeated-in-annex"
    /// ``Malformation/extraCells``.
    case extraCells = "extra-cells"
    /// ``AnnexFault/tooLarge(size:maximum:)``.
    case annexTooLarge = "annex-too-large"
    /// ``AnnexFault/unreadable(row:)`` with a row.
    case annexUnreadable = "annex-unreadable"
    /// ``AnnexFault/unreadable(row:)`` without a row.
    case annexDamaged = "annex-damaged"
    /// ``AnnexFault/headerMissing``.
    case annexHeaderMissing = "annex-header-missing"
    /// ``AnnexFault/empty``.
    case annexEmpty = "annex-empty"
    /// ``AnnexFault/tooManyRows(found:maximum:)``.
    case annexTooManyRows = "annex-too-many-rows"
    /// ``AnnexFault/columnMissing(_:)``.
    case annexColumnMissing = "annex-column-missing"
    /// ``AnnexFault/columnUnknown(_:nearest:)``.
    case annexColumnUnknown = "annex-column-unknown"
    /// ``AnnexFault/rowsIgnored(_:)``.
    case annexRowsIgnored = "annex-rows-ignored"

    /// The name of a problem.
    public init(_ problem: FormFault.Problem) {
        switch problem {
        case .missing: self = .missing
        case .placeholderLeft: self = .placeholderLeft
        case .malformed(let reason): self.init(reason)
        case .conflicting: self = .conflicting
        case .noneOf: self = .noneOf
        case .swapped: self = .swapped
        case .looksLike: self = .looksLike
        case .birthDateDiffers: self = .birthDateDiffers
        case .joinedLines: self = .joinedLines
        case .nearlyLabel: self = .nearlyLabel
        case .attachmentMissing: self = .attachmentMissing
        case .attachmentTooLarge: self = .attachmentTooLarge
        case .attachmentWrongType: self = .attachmentWrongType
        case .attachmentDamaged: self = .attachmentDamaged
        case .attachmentUnclear: self = .attachmentUnclear
        }
    }

    /// The name of a malformation.
    public init(_ reason: Malformation) {
        switch reason {
        case .digitCount: self = .digitCount
        case .notDigits: self = .notDigits
        case .spreadsheetNumber: self = .spreadsheetNumber
        case .impossibleDate: self = .impossibleDate
        case .regionCode: self = .regionCode
        case .emptySerial: self = .emptySerial
        case .appointmentDate: self = .appointmentDate
        case .sexDigit: self = .sexDigit
        case .unknownGrade: self = .unknownGrade
        case .gradeWithoutRoom: self = .gradeWithoutRoom
        case .rankMismatch: self = .rankMismatch
        case .phoneLength: self = .phoneLength
        case .several: self = .several
        case .notAnAddress: self = .notAnAddress
        case .roleMailbox: self = .roleMailbox
        case .unknownDate: self = .unknownDate
        case .monthFirst: self = .monthFirst
        case .shortYear: self = .shortYear
        case .yearOutOfRange: self = .yearOutOfRange
        case .notAChoice: self = .notAChoice
        case .refused: self = .refused
        case .unclearConsent: self = .unclearConsent
        case .tooLong: self = .tooLong
        case .tooShort: self = .tooShort
        case .notAName: self = .notAName
        case .unclearEnd: self = .unclearEnd
        case .repeatedInAnnex: self = .repeatedInAnnex
        case .extraCells: self = .extraCells
        }
    }

    /// The name of a fault of a whole annex.
    public init(_ fault: AnnexFault) {
        switch fault {
        case .tooLarge: self = .annexTooLarge
        case .unreadable(let row): self = row == nil ? .annexDamaged : .annexUnreadable
        case .headerMissing: self = .annexHeaderMissing
        case .empty: self = .annexEmpty
        case .tooManyRows: self = .annexTooManyRows
        case .columnMissing: self = .annexColumnMissing
        case .columnUnknown: self = .annexColumnUnknown
        case .rowsIgnored: self = .annexRowsIgnored
        }
    }
}
