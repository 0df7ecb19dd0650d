public import Domain

/// All forms of a desk.
public struct FormCatalog: Sendable {
    private let definitions: [FormName: FormDefinition]

    /// The forms in `documents`, one per document; a form that is missing or there twice is refused.
    public init(documents: [DocumentNode]) throws(DocumentError) {
        var definitions: [FormName: FormDefinition] = [:]
        for document in documents {
            let definition = try FormDefinition(document: document)
            guard definitions.updateValue(definition, forKey: definition.name) == nil else {
                throw document.error("form '\(definition.name.rawValue)' stands in two files")
            }
        }
        for name in FormName.allCases where definitions[name] == nil {
            throw DocumentError(
                file: documents.first?.file ?? "forms", problem: "form '\(name.rawValue)' is missing",
                remedy: "add a file with 'form: \(name.rawValue)' beside it")
        }
        self.definitions = definitions
    }

    /// All forms in the order of ``FormName``.
    public var all: [FormDefinition] { FormName.allCases.compactMap { definitions[$0] } }

    /// The form `name`.
    public subscript(name: FormName) -> FormDefinition {
        guard let definition = definitions[name] else { preconditionFailure("the initializer checked it") }
        return definition
    }

    /// The form that opens a request of `mechanism`.
    public func form(for mechanism: Mechanism) -> FormDefinition { self[FormName(mechanism)] }
}
