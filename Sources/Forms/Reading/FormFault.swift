/// Something to ask back, or (as a warning) to show to whoever decides.
public struct FormFault: Sendable, Hashable, Codable {
    /// What can be wrong with a field.
    public enum Problem: Sendable, Hashable, Codable {
        /// A required field is absent or empty.
        case missing
        /// The field was left as it stands in the blank form.
        case placeholderLeft
        /// The value is not what the field asks for.
        case malformed(Malformation)
        /// Different values for one field.
        case conflicting([String])
        /// None of the fields of which at least one is needed.
        case noneOf([FieldKey])
        /// This field and `other` look as if their values were swapped.
        case swapped(with: FieldKey)
        /// The value looks like one of the field `other`.
        case looksLike(FieldKey)
        /// The birth dates in this field and `other` differ. Only ever a warning.
        case birthDateDiffers(from: FieldKey)
        /// The value was put together from several lines.
        case joinedLines
        /// An unknown label that is nearly the one of this field.
        case nearlyLabel(String)
        /// A required document is not attached.
        case attachmentMissing
        /// The document is larger than `maximum` octets.
        case attachmentTooLarge(size: Int, maximum: Int)
        /// The document is of a kind that is not accepted; `found` is `nil` if unknown.
        case attachmentWrongType(found: String?)
        /// The document arrived empty or damaged.
        case attachmentDamaged
        /// It cannot be told which of these files is the document.
        case attachmentUnclear([String])
    }

    /// The field; `nil` if it belongs to none.
    public let key: FieldKey?
    /// What is wrong.
    public let problem: Problem
    /// Label and value as they stood in the text, or the name of a file.
    public let lineText: String?
    /// Line of the text, from 1.
    public let lineNumber: Int?
    /// What was understood.
    public let understood: String?

    /// A fault.
    public init(
        key: FieldKey?, problem: Problem, lineText: String? = nil, lineNumber: Int? = nil,
        understood: String? = nil
    ) {
        self.key = key
        self.problem = problem
        self.lineText = lineText
        self.lineNumber = lineNumber
        self.understood = understood
    }
}
