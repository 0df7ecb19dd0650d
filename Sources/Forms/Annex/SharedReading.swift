/// What a letter says once for all the people of its annex.
struct SharedReading {
    private(set) var values: [FieldKey: FieldValue] = [:]
    private(set) var documents: [FieldKey: DocumentReference] = [:]
    private(set) var faults: [FormFault] = []
    private(set) var warnings: [FormFault] = []

    /// No letter.
    init() {}

    /// The part of `letter` that ``AnnexReader/sharedKeys`` allows; what is merely missing in it, the rows may
    /// hold.
    init(_ letter: FormReading) {
        func isShared(_ key: FieldKey?) -> Bool { key.map(AnnexReader.sharedKeys.contains) ?? false }
        values = letter.values.filter { isShared($0.key) }
        documents = letter.documents.filter { isShared($0.key) }
        faults = letter.faults.filter {
            isShared($0.key) && $0.problem != .missing && $0.problem != .placeholderLeft
        }
        warnings = letter.warnings.filter { isShared($0.key) }
    }
}
