internal import Domain

extension FormField {
    private static let commonKeys = [
        "key", "kind", "required", "label", "help", "example", "only-for", "typical-words", "confused-with",
    ]

    private static let kindKeys: [String: [String]] = [
        "person-name": [], "nik": [], "nip": [], "golongan": [], "phone": [], "consent": [],
        "email": ["role-mailbox"], "date": ["earliest-year", "latest-year", "place-field"],
        "choice": ["options"], "short-text": ["maximum-length"], "long-text": ["maximum-length"],
        "attachment": ["media", "maximum-size", "filenames"],
    ]

    /// The field written in `node`.
    init(document node: DocumentNode) throws(DocumentError) {
        let allKeys = Self.commonKeys + Set(Self.kindKeys.values.joined())
        guard let kindNode = try node.mapping(allowing: allKeys)["kind"] else {
            throw node.error("this field has no kind", remedy: "write one, such as 'kind: short-text'")
        }
        let kindName = try kindNode.string()
        guard let own = Self.kindKeys[kindName] else {
            let nearest = Spelling.nearest(to: kindName, among: Self.kindKeys.keys.sorted())
            throw kindNode.error(
                "unknown kind '\(kindName)'",
                remedy: nearest.map { "did you mean '\($0)'?" }
                    ?? "known kinds: \(Self.kindKeys.keys.sorted().joined(separator: ", "))")
        }
        let values = try node.mapping(allowing: Self.commonKeys + own)
        guard let keyNode = values["key"] else { throw node.error("this field has no key") }
        key = try Self.key(keyNode)
        guard let labelNode = values["label"] else { throw node.error("field '\(key)' has no label") }
        labels = try LocalizedNode.lists(labelNode)
        for locale in Locale.allCases where labels[locale]?.isEmpty ?? true {
            throw labelNode.error("field '\(key)' has no label in '\(locale.rawValue)'")
        }
        kind = try Self.kind(kindName, values, at: node)
        isRequired = try values["required"]?.boolean() ?? false
        help = try values["help"].map(LocalizedNode.texts) ?? [:]
        example = try values["example"].map(LocalizedNode.texts) ?? [:]
        onlyFor = try Self.words(values["only-for"], of: Mechanism.self)
        var typicalWords: [String] = []
        for word in try values["typical-words"]?.list() ?? [] {
            typicalWords.append(try word.string().lowercased())
        }
        self.typicalWords = typicalWords
        confusedWith = try values["confused-with"].map(Self.key)
    }

    private static func key(_ node: DocumentNode) throws(DocumentError) -> FieldKey {
        let text = try node.string()
        guard !text.isEmpty, text.utf8.allSatisfy({ Octet.isWord($0) && $0 < 0x80 || $0 == Octet.hyphen })
        else {
            throw node.error("'\(text)' is not a field key", remedy: "use letters, digits and hyphens")
        }
        return FieldKey(rawValue: text)
    }

    private static func kind(
        _ name: String, _ values: [String: DocumentNode], at node: DocumentNode
    ) throws(DocumentError) -> FieldKind {
        switch name {
        case "person-name": return .personName
        case "nik": return .populationNumber
        case "nip": return .serviceNumber
        case "golongan": return .grade
        case "phone": return .phone
        case "consent": return .consent
        case "email":
            return .email(
                try words(values["role-mailbox"], of: FieldKind.RoleMailboxRule.self).first ?? .warn)
        case "date":
            return .date(
                FieldKind.DateRule(
                    earliestYear: try values["earliest-year"]?.integer() ?? 1900,
                    latestYear: try values["latest-year"]?.integer() ?? 2100,
                    placeField: try values["place-field"].map(key)))
        case "choice":
            guard let options = values["options"] else { throw node.error("this choice has no options") }
            return .choice(try ChoiceOption.options(options))
        case "attachment":
            let media = try words(values["media"], of: MediaKind.self)
            guard !media.isEmpty else {
                throw node.error("this attachment has no media", remedy: "media: [pdf]")
            }
            var filenames: [String] = []
            for word in try values["filenames"]?.list() ?? [] { filenames.append(try word.string()) }
            return .attachment(
                AttachmentRule(
                    kinds: media,
                    maximumSize: try values["maximum-size"].map(size) ?? AttachmentRule.defaultMaximumSize,
                    filenameWords: filenames))
        case "long-text": return .longText(maximumLength: try values["maximum-length"]?.integer() ?? 4000)
        default: return .shortText(maximumLength: try values["maximum-length"]?.integer() ?? 200)
        }
    }

    /// `500 KB`, `10 MB`.
    private static func size(_ node: DocumentNode) throws(DocumentError) -> Int {
        let text = try node.string().uppercased()
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).filter { !$0.isWhitespace }
        let factors = ["KB": 1024, "MB": 1024 * 1024]
        guard let number = Int(digits), (1...10_000).contains(number), let factor = factors[unit] else {
            throw node.error("'\(text)' is not a size", remedy: "write '500 KB' or '10 MB'")
        }
        return number * factor
    }

    private static func words<Word: RawRepresentable & CaseIterable>(
        _ node: DocumentNode?, of type: Word.Type
    ) throws(DocumentError) -> [Word] where Word.RawValue == String {
        var words: [Word] = []
        for item in try node?.list() ?? [] {
            let text = try item.string()
            guard let word = Word(rawValue: text) else {
                let known = Word.allCases.map(\.rawValue)
                let nearest = Spelling.nearest(to: text, among: known)
                throw item.error(
                    "unknown word '\(text)'",
                    remedy: nearest.map { "did you mean '\($0)'?" }
                        ?? "known words: \(known.joined(separator: ", "))")
            }
            words.append(word)
        }
        return words
    }
}
