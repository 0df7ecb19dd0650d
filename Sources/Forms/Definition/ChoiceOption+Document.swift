internal import Domain

extension ChoiceOption {
    /// The choices written in `node`: a list of mappings with `key`, `label` and perhaps `revocation-reason`.
    static func options(_ node: DocumentNode) throws(DocumentError) -> [ChoiceOption] {
        var options: [ChoiceOption] = []
        var owners: [[String]: String] = [:]
        for item in try node.list() {
            let values = try item.mapping(allowing: ["key", "label", "revocation-reason"])
            guard let key = try values["key"]?.string() else { throw item.error("this choice has no key") }
            guard let labelNode = values["label"] else { throw item.error("choice '\(key)' has no label") }
            let labels = try LocalizedNode.lists(labelNode)
            for locale in Locale.allCases where labels[locale]?.isEmpty ?? true {
                throw labelNode.error("choice '\(key)' has no label in '\(locale.rawValue)'")
            }
            var reason: RevocationCode?
            if let reasonNode = values["revocation-reason"] {
                let text = try reasonNode.string()
                reason = RevocationCode(rawValue: text)
                if reason == nil {
                    let known = RevocationCode.allCases.map(\.rawValue)
                    let nearest = Spelling.nearest(to: text, among: known)
                    throw reasonNode.error(
                        "unknown revocation reason '\(text)'",
                        remedy: nearest.map { "did you mean '\($0)'?" }
                            ?? "known reasons: \(known.joined(separator: ", "))")
                }
            }
            let option = ChoiceOption(key: key, labels: labels, revocationReason: reason)
            for phrase in option.phrases {
                if let owner = owners.updateValue(key, forKey: phrase), owner != key {
                    throw item.error("'\(phrase.joined(separator: " "))' means both '\(owner)' and '\(key)'")
                }
            }
            options.append(option)
        }
        guard options.count >= 2 else { throw node.error("a choice needs at least two options") }
        return options
    }
}
