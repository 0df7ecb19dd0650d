import Domain
import Forms
import Notices
import Workflows

/// Turns a form's reading into stored data, and its faults into rows people understand.
struct FaultRows {
    let desk: Desk
    let definition: FormDefinition
    let locale: Locale
    /// Whether NIKs in quoted lines are masked: everybody but verifier and RA sees only their last digits.
    let isMasking: Bool

    /// One row per fault: the field, the line it stood in, and what to do.
    func rows(_ faults: [FormFault]) -> [[String: NoticeValue]] {
        faults.map { fault in
            let field = fault.key.flatMap { key in definition.fields.first { $0.key == key } }
            return row(
                field: field?.label(locale) ?? "–", line: fault.lineText,
                problem: desk.faultWording.sentence(for: fault, definition, locale))
        }
    }

    /// A row of our own about a field.
    func row(_ key: FieldKey, _ problem: String) -> [String: NoticeValue] {
        let field = definition.fields.first { $0.key == key }
        let label = field?.label(locale) ?? key.rawValue
        // Quoted back, a sentence that begins with the label in curly quotes is known as our own.
        return row(field: label, line: nil, problem: "“\(label)”: \(problem)")
    }

    private func masked(_ text: String) -> String { isMasking ? FormWriter.maskingNumbers(text) : text }

    private func row(field: String, line: String?, problem: String) -> [String: NoticeValue] {
        ["field": .text(field), "line": .text(masked(line ?? "")), "problem": .text(masked(problem))]
    }
}

extension FormReading {
    /// What was understood, in the form that is stored.
    func data(from message: Digest) -> FormData {
        FormData(
            values: Dictionary(
                values.map { ($0.key.rawValue, $0.value.normalized) }, uniquingKeysWith: { first, _ in first }
            ),
            documents: documents.sorted { $0.key < $1.key }.map { key, document in
                FormData.Document(
                    field: key.rawValue, filename: document.filename ?? key.rawValue,
                    mediaType: document.mediaType, size: document.size, message: message,
                    index: document.index)
            })
    }
}
