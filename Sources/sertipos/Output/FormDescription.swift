internal import Domain
internal import Forms

/// A form as handbooks describe it: made from its definition, like the blank form and the reader.
struct FormDescription: Codable {
    /// One field.
    struct Field: Codable {
        let key: String
        /// The first is shown, the others are understood as well.
        let labels: [String]
        let isRequired: Bool
        let help: String?
        let example: String?
        /// Words to choose from.
        let options: [String]
        /// Whether it is a document to attach.
        let isAttachment: Bool
    }

    let form: String
    let locale: String
    let title: String
    let intro: String
    let fields: [Field]

    init(_ definition: FormDefinition, _ locale: Domain.Locale) {
        form = definition.name.rawValue
        self.locale = locale.rawValue
        title = definition.title(locale)
        intro = definition.intro(locale)
        fields = definition.fields.map { field in
            var options: [String] = []
            if case .choice(let all) = field.kind { options = all.map { $0.label(locale) } }
            return Field(
                key: field.key.rawValue, labels: field.labels[locale] ?? [], isRequired: field.isRequired,
                help: field.help[locale], example: field.example[locale], options: options,
                isAttachment: field.kind.isAttachment)
        }
    }

    /// A heading, a sentence and a table.
    var markdown: String {
        let isIndonesian = locale == Domain.Locale.indonesian.rawValue
        let head = isIndonesian ? ["Isian", "Wajib", "Keterangan"] : ["Field", "Required", "What to write"]
        let rows = fields.map { field in
            let also = field.labels.dropFirst().prefix(3).joined(separator: ", ")
            let words: [String?] = [
                field.isAttachment ? (isIndonesian ? "lampiran" : "attachment") : nil,
                field.options.isEmpty ? nil : field.options.joined(separator: " / "), field.help,
                field.example.map { (isIndonesian ? "misalnya " : "such as ") + $0 },
                also.isEmpty ? nil : (isIndonesian ? "juga: " : "also: ") + also,
            ]
            let isRequired = field.isRequired ? (isIndonesian ? "ya" : "yes") : "–"
            return [
                field.labels.first ?? field.key, isRequired, words.compactMap(\.self).joined(separator: "; "),
            ]
        }
        let table = [head, head.map { _ in "---" }] + rows
        let lines = table.map { cells in
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return "# \(title)\n\n\(intro)\n\n" + lines.joined(separator: "\n")
    }
}
