/// Everything that was found in one submission; all its faults, not only the first.
public struct FormReading: Sendable {
    /// A line that looks like `Label: value` with a label of no field.
    public struct UnknownLine: Sendable, Hashable {
        /// From 1.
        public let number: Int
        /// The line.
        public let text: String
        /// The label.
        public let label: String
        /// The field whose label is nearly that, if any.
        public let nearest: FieldKey?
    }

    /// Good values by field.
    public internal(set) var values: [FieldKey: FieldValue] = [:]
    /// Documents by field.
    public internal(set) var documents: [FieldKey: DocumentReference] = [:]
    /// What must be asked back, in the order of the form.
    public internal(set) var faults: [FormFault] = []
    /// What people who decide should see.
    public internal(set) var warnings: [FormFault] = []
    /// How many fields' labels were found; 0 means that this is no form.
    public internal(set) var recognizedCount = 0
    /// Lines with labels of no field.
    public internal(set) var unknownLines: [UnknownLine] = []

    /// An empty reading.
    public init() {}

    /// Whether nothing has to be asked back.
    public var isComplete: Bool { faults.isEmpty }

    /// The canonical values alone.
    public var normalizedValues: [FieldKey: String] { values.mapValues(\.normalized) }
}
