public import Domain

/// Sentences for faults, out of `mail-templates/forms/faults.yaml`: what is wrong, and what to write instead.
public struct FaultWording: Sendable {
    private let sentences: [FaultCode: [Locale: String]]
    private static let opening = "\u{201C}{label}\u{201D}"
    private static let placeholders: Set<String> = [
        "label", "value", "values", "other", "example", "choices", "found", "expected", "maximum", "kinds",
        "from",
        "to", "files", "row",
    ]

    /// The sentences in `document`; every fault needs one in every language, and no unknown `{placeholder}`.
    public init(document: DocumentNode) throws(DocumentError) {
        let values = try document.mapping(allowing: FaultCode.allCases.map(\.rawValue))
        var sentences: [FaultCode: [Locale: String]] = [:]
        for code in FaultCode.allCases {
            guard let node = values[code.rawValue] else {
                throw document.error("no sentence for '\(code.rawValue)'", remedy: "add '\(code.rawValue):'")
            }
            let texts = try LocalizedNode.texts(node)
            // The reader skips a value that begins like this: a quoted explanation is not an answer.
            guard texts.values.allSatisfy({ $0.hasPrefix(Self.opening) }) else {
                throw node.error(
                    "the sentence for '\(code.rawValue)' does not begin with \(Self.opening)",
                    remedy: "begin it with \(Self.opening)")
            }
            for text in texts.values {
                for name in Self.names(in: text) where !Self.placeholders.contains(name) {
                    let nearest = Spelling.nearest(to: name, among: Self.placeholders.sorted())
                    throw node.error(
                        "unknown placeholder '{\(name)}'", remedy: nearest.map { "did you mean '{\($0)}'?" })
                }
            }
            sentences[code] = texts
        }
        self.sentences = sentences
    }

    /// The sentence for `fault` in a form.
    ///
    /// Values of the sender are cut at 120 characters and their NIKs masked. They are text, never a template.
    public func sentence(for fault: FormFault, _ definition: FormDefinition, _ locale: Locale) -> String {
        let code = FaultCode(fault.problem)
        return sentence(code, substitutes(for: fault, definition, locale), locale)
    }

    /// The sentence named `code` with `values` in the places that name them.
    func sentence(_ code: FaultCode, _ values: [String: String], _ locale: Locale) -> String {
        guard let sentence = sentences[code]?[locale] else { return code.rawValue }
        var output = ""
        var rest = sentence[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            output += rest[..<open]
            output += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    private func substitutes(
        for fault: FormFault, _ definition: FormDefinition, _ locale: Locale
    ) -> [String: String] {
        let field = fault.key.flatMap { definition.field($0) }
        func label(_ key: FieldKey) -> String { definition.field(key)?.label(locale) ?? key.rawValue }
        var values = [
            "label": field?.label(locale) ?? fault.key?.rawValue ?? "",
            "value": shown(fault.understood ?? ""),
            "example": field?.example[locale] ?? "",
        ]
        if case .choice(let options) = field?.kind {
            values["choices"] = options.map { $0.label(locale) }.joined(separator: "; ")
        }
        if case .attachment(let rule) = field?.kind {
            values["kinds"] = rule.kindWording
            values["maximum"] = rule.sizeWording
            values["value"] = shown(fault.lineText ?? "")
        }
        switch fault.problem {
        case .missing, .placeholderLeft, .joinedLines, .attachmentMissing, .attachmentDamaged: break
        case .conflicting(let all): values["values"] = all.map(shown).joined(separator: "; ")
        case .noneOf(let keys): values["other"] = keys.map(label).joined(separator: ", ")
        case .swapped(let key), .looksLike(let key), .birthDateDiffers(let key): values["other"] = label(key)
        case .nearlyLabel(let text): values["found"] = shown(text)
        case .attachmentTooLarge(let size, _): values["found"] = "\((size + 1_048_575) / 1_048_576) MB"
        case .attachmentWrongType(let found): values["found"] = found?.uppercased() ?? "?"
        case .attachmentUnclear(let files): values["files"] = files.map(shown).joined(separator: "; ")
        case .malformed(let reason): add(reason, field, locale, to: &values)
        }
        return values
    }

    private func add(
        _ reason: Malformation, _ field: FormField?, _ locale: Locale, to values: inout [String: String]
    ) {
        switch reason {
        case .digitCount(let found, let expected):
            values["found"] = String(found)
            values["expected"] = String(expected)
        case .rankMismatch(let expected): values["expected"] = expected
        case .several(let all):
            values["values"] = all.map { shown(field?.kind.displayed($0, locale) ?? $0) }.joined(
                separator: "; ")
        case .yearOutOfRange(let from, let to):
            values["from"] = String(from)
            values["to"] = String(to)
        case .tooLong(let maximum): values["maximum"] = String(maximum)
        case .repeatedInAnnex(let row): values["row"] = String(row)
        case .notDigits, .spreadsheetNumber, .impossibleDate, .regionCode, .emptySerial, .appointmentDate,
            .sexDigit, .unknownGrade, .gradeWithoutRoom, .phoneLength, .notAnAddress, .roleMailbox,
            .unknownDate,
            .monthFirst, .shortYear, .notAChoice, .refused, .unclearConsent, .tooShort, .notAName,
            .unclearEnd, .extraCells:
            break
        }
    }

    func shown(_ value: String) -> String {
        let masked = FormWriter.maskingNumbers(value)
        return masked.count > 120 ? masked.prefix(117) + "..." : masked
    }

    private static func names(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { piece in
            String(piece.prefix { $0 != "}" })
        }
    }
}
