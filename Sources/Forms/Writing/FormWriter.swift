public import Domain

/// Writes forms as text that ``FormReader`` reads back, and summaries for notices.
public struct FormWriter: Sendable {
    /// The language of labels and help.
    public let locale: Locale
    private let mechanism: Mechanism?

    /// A writer in `locale` that leaves out fields of other mechanisms than `mechanism`; `nil` keeps all.
    public init(locale: Locale, mechanism: Mechanism? = nil) {
        self.locale = locale
        self.mechanism = mechanism
    }

    /// The text form with one line of help under each empty field. `values` are canonical and are shown as
    /// people of `locale` write them.
    public func blank(
        _ definition: FormDefinition, values: [FieldKey: String] = [:]
    ) -> String {
        let text = BlankFormText(definition, locale)
        var lines = [text.typeLine, ""]
        for field in asked(definition) {
            lines += line(field, values[field.key])
            if values[field.key] == nil, let hint = text.hint(field) { lines.append(hint) }
        }
        lines += ["", text.attachmentHint, text.end].compactMap(\.self)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The form without help, short enough for the body of a ``MailtoLink``.
    public func compact(
        _ definition: FormDefinition, values: [FieldKey: String] = [:]
    ) -> String {
        let text = BlankFormText(definition, locale)
        var lines = [text.typeLine]
        for field in asked(definition) { lines += line(field, values[field.key]) }
        return (lines + [text.end]).joined(separator: "\n") + "\n"
    }

    /// The form to correct: the good values of `reading` are filled in, the rest is blank with help.
    public func prefilled(_ definition: FormDefinition, from reading: FormReading) -> String {
        let doubted = Set(reading.faults.compactMap(\.key))
        let values = reading.normalizedValues.filter { !doubted.contains($0.key) }
        return blank(definition, values: values)
    }

    /// Label and value of every filled field, in the order of the form. With `masking`, a NIK shows its
    /// last four digits only, wherever it stands.
    public func summary(
        _ definition: FormDefinition, values: [FieldKey: String], masking: Bool
    ) -> [(label: String, value: String)] {
        definition.fields.compactMap { field in
            guard !field.kind.isAttachment, let value = values[field.key] else { return nil }
            let shown = field.kind.displayed(value, locale)
            return (field.label(locale), masking ? masked(shown, field.kind) : shown)
        }
    }

    /// The same, from a reading, followed by the names of its documents.
    public func summary(
        _ definition: FormDefinition, _ reading: FormReading, masking: Bool
    ) -> [(label: String, value: String)] {
        let values = summary(definition, values: reading.normalizedValues, masking: masking)
        let documents = definition.fields.compactMap { field -> (label: String, value: String)? in
            reading.documents[field.key].map { document in
                let kind = document.mediaType.split(separator: "/").last.map { $0.uppercased() } ?? ""
                let name =
                    masking ? Self.maskingNumbers(document.filename ?? kind) : document.filename ?? kind
                return (field.label(locale), name)
            }
        }
        return values + documents
    }

    private func asked(_ definition: FormDefinition) -> [FormField] {
        definition.fields.filter { !$0.kind.isAttachment && $0.applies(to: mechanism) }
    }

    private func line(_ field: FormField, _ value: String?) -> [String] {
        let label = field.label(locale) + ": "
        guard let value, !value.isEmpty else { return [label] }
        let rows = field.kind.displayed(value, locale).split { $0.isNewline }.map(String.init)
        guard case .longText = field.kind, rows.count > 1 else {
            return [label + rows.joined(separator: " ")]
        }
        return [label + rows[0]] + rows.dropFirst().map { "  " + $0 }
    }

    private func masked(_ value: String, _ kind: FieldKind) -> String {
        switch kind {
        case .populationNumber: maskedNumber(value)
        // A NIK may stand in for a NIP, or be quoted in free text.
        case .serviceNumber where value.utf8.count == 16: maskedNumber(value)
        case .shortText, .longText: Self.maskingNumbers(value)
        case .serviceNumber, .personName, .grade, .phone, .email, .date, .choice, .consent, .attachment: value
        }
    }

    private func maskedNumber(_ digits: String) -> String {
        String(repeating: "*", count: max(0, digits.count - 4)) + digits.suffix(4)
    }

    /// Hides every run of exactly 16 digits, also with single separators inside.
    public static func maskingNumbers(_ text: String) -> String {
        var octets = Array(text.utf8)
        var position = 0
        while position < octets.count {
            guard Octet.isDigit(octets[position]) else {
                position += 1
                continue
            }
            var digits: [Int] = []
            var end = position
            while end < octets.count {
                if Octet.isDigit(octets[end]) {
                    digits.append(end)
                } else if !Octet.isSeparator(octets[end]) || end + 1 >= octets.count
                    || !Octet.isDigit(octets[end + 1])
                {
                    break
                }
                end += 1
            }
            if digits.count == 16 {
                for index in digits.dropLast(4) { octets[index] = Octet.asterisk }
            }
            position = max(end, position + 1)
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
