internal import Domain

/// The sentences of a blank form that are neither labels nor values; writer and reader share them.
struct BlankFormText {
    private let definition: FormDefinition
    private let locale: Locale

    init(_ definition: FormDefinition, _ locale: Locale) {
        self.definition = definition
        self.locale = locale
    }

    /// `Jenis: Penerbitan`.
    var typeLine: String {
        switch locale {
        case .indonesian: "Jenis: " + definition.type(locale)
        case .english: "Type: " + definition.type(locale)
        }
    }

    /// The line of help under a field, in brackets; `nil` if there is none.
    func hint(_ field: FormField) -> String? {
        if case .choice(let options) = field.kind {
            let choices = options.map { $0.label(locale) }.joined(separator: " / ")
            return switch locale {
            case .indonesian: "(pilih salah satu: \(choices))"
            case .english: "(choose one: \(choices))"
            }
        }
        return field.help[locale].map { "(\($0))" }
    }

    /// What to attach, in brackets; `nil` if the form asks for no documents.
    var attachmentHint: String? {
        let documents = definition.fields.compactMap { field -> String? in
            guard case .attachment(let rule) = field.kind else { return nil }
            let optional = locale == .indonesian ? " - bila ada" : " - if available"
            return "\(field.label(locale)) [\(rule.kindWording)]" + (field.isRequired ? "" : optional)
        }
        guard !documents.isEmpty else { return nil }
        return switch locale {
        case .indonesian: "(Lampirkan pada email ini: \(documents.joined(separator: "; ")))"
        case .english: "(Attach to this mail: \(documents.joined(separator: "; ")))"
        }
    }

    /// The last line, so that nothing below is taken for the last value.
    var end: String { Self.end(locale) }

    static func end(_ locale: Locale) -> String {
        switch locale {
        case .indonesian: "(akhir formulir)"
        case .english: "(end of form)"
        }
    }

    /// Everything in brackets, for the reader to skip.
    var hints: [String] {
        definition.fields.compactMap { hint($0) } + [attachmentHint, end].compactMap(\.self)
    }
}
