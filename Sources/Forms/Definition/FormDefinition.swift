public import Domain

/// A form as `mail-templates/forms/*.yaml` describes it: the blank form, the reader and the summaries come
/// from it.
public struct FormDefinition: Sendable {
    /// Which form it is.
    public let name: FormName
    /// Its fields in the order of the blank form.
    public let fields: [FormField]
    /// Of each of these groups at least one field must be filled.
    public let requiredGroups: [[FieldKey]]
    private let titles: [Locale: String]
    private let types: [Locale: String]
    private let intros: [Locale: String]

    /// The form in `document`; mistakes are named with file, line and the nearest known word.
    public init(document: DocumentNode) throws(DocumentError) {
        let values = try document.mapping(
            allowing: ["form", "title", "type", "intro", "requires-one-of", "fields"])
        func required(_ key: String) throws(DocumentError) -> DocumentNode {
            guard let node = values[key] else { throw document.error("'\(key)' is missing") }
            return node
        }
        let nameNode = try required("form")
        let nameText = try nameNode.string()
        guard let name = FormName(rawValue: nameText) else {
            let known = FormName.allCases.map(\.rawValue)
            let nearest = Spelling.nearest(to: nameText, among: known)
            throw nameNode.error(
                "unknown form '\(nameText)'",
                remedy: nearest.map { "did you mean '\($0)'?" }
                    ?? "known forms: \(known.joined(separator: ", "))")
        }
        self.name = name
        titles = try LocalizedNode.texts(try required("title"))
        types = try LocalizedNode.texts(try required("type"))
        intros = try LocalizedNode.texts(try required("intro"))
        let fieldNodes = try required("fields").list()
        var fields: [FormField] = []
        for node in fieldNodes { fields.append(try FormField(document: node)) }
        self.fields = fields
        guard !fields.isEmpty else { throw document.error("this form has no fields") }
        try Self.refuseCollisions(fields, fieldNodes)
        for (field, node) in zip(fields, fieldNodes) {
            try Self.refuseUnknown(
                [field.confusedWith, field.placeField].compactMap(\.self), fields, at: node)
        }
        requiredGroups = try Self.groups(values["requires-one-of"], fields)
    }

    /// The form's title.
    public func title(_ locale: Locale) -> String { titles[locale] ?? name.rawValue }

    /// What the `Jenis:` line says.
    public func type(_ locale: Locale) -> String { types[locale] ?? name.rawValue }

    /// What to tell people before the form.
    public func intro(_ locale: Locale) -> String { intros[locale] ?? "" }

    /// The field with this key.
    public func field(_ key: FieldKey) -> FormField? { fields.first { $0.key == key } }

    /// Two fields that share a key or a label could never be told apart.
    private static func refuseCollisions(_ fields: [FormField], _ nodes: [DocumentNode]) throws(DocumentError)
    {
        var owners: [String: FieldKey] = [:]
        var keys: Set<FieldKey> = []
        for (field, node) in zip(fields, nodes) {
            guard keys.insert(field.key).inserted else {
                throw node.error("field '\(field.key)' stands here twice")
            }
            for label in Locale.allCases.flatMap({ field.labels[$0] ?? [] }) {
                let folded = FoldedWords.folded(label)
                guard !folded.isEmpty, !folded.contains(":") else {
                    throw node.error("'\(label)' cannot be a label of '\(field.key)'")
                }
                guard !ReservedLabel.folded.contains(folded) else {
                    throw node.error("label '\(label)' of '\(field.key)' is reserved")
                }
                if let owner = owners.updateValue(field.key, forKey: folded), owner != field.key {
                    throw node.error("label '\(label)' belongs to both '\(owner)' and '\(field.key)'")
                }
            }
        }
    }

    private static func refuseUnknown(
        _ keys: [FieldKey], _ fields: [FormField], at node: DocumentNode
    ) throws(DocumentError) {
        for key in keys where !fields.contains(where: { $0.key == key }) {
            let nearest = Spelling.nearest(to: key.rawValue, among: fields.map(\.key.rawValue))
            throw node.error("there is no field '\(key)'", remedy: nearest.map { "did you mean '\($0)'?" })
        }
    }

    /// One list is one group; a list of lists is several.
    private static func groups(_ node: DocumentNode?, _ fields: [FormField]) throws(DocumentError)
        -> [[FieldKey]]
    {
        guard let node else { return [] }
        var flat: [FieldKey] = []
        var groups: [[FieldKey]] = []
        for item in try node.list() {
            if case .sequence(let members) = item.content {
                var group: [FieldKey] = []
                for member in members { group.append(FieldKey(rawValue: try member.string())) }
                groups.append(group)
            } else {
                flat.append(FieldKey(rawValue: try item.string()))
            }
        }
        if !flat.isEmpty { groups.append(flat) }
        for group in groups { try refuseUnknown(group, fields, at: node) }
        return groups
    }
}

extension FormField {
    /// Where a place in front of a date goes.
    var placeField: FieldKey? {
        if case .date(let rule) = kind { rule.placeField } else { nil }
    }
}
