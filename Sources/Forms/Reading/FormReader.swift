// SUMMARY: reads a form out of a mail, whatever mail programs and people did to its text.
//   text -> PlainText (folded) -> ReplyText (whose text) -> LabelScanner (marks) -> ValueAssembly
//   (occurrences) -> FieldJudgement (one value per field, or a fault) -> CrossChecks, DocumentAssignment ->
//   FormReading.
// TRUST: every octet of the mail is the sender's. Nothing is believed but what passes a field's own check;
//   where two readings are possible, none is taken and the sender is asked. Quoted text never overrides
//   fresh text. Files are opaque: their first octets and size are looked at, their content is not.

public import Domain

/// Reads submissions of one form. Make it once per form and keep it.
///
/// Work is linear in the length of the text; there are no regular expressions.
public struct FormReader: Sendable {
    /// The form.
    public let definition: FormDefinition
    /// The mechanism it is read for; `nil` reads every field.
    public let mechanism: Mechanism?
    let vocabulary: FormVocabulary
    let judgement: FieldJudgement
    /// Text files larger than this are documents, not forms.
    private static let largestTextForm = 256 * 1024

    /// A reader of `definition`, without the fields that do not belong to `mechanism`.
    public init(_ definition: FormDefinition, mechanism: Mechanism? = nil) {
        self.definition = definition
        self.mechanism = mechanism
        vocabulary = FormVocabulary(definition)
        judgement = FieldJudgement(definition)
    }

    /// Reads `message`: its fresh text, then a filled form attached as a text file, then quoted text; the
    /// HTML alternative if the body has no labels at all.
    ///
    /// The attachment with the index `annex`, if any, is neither a form nor a document.
    public func read(_ message: ReceivedMessage, annex: Int? = nil) -> FormReading {
        var attachments = message.attachments
        if let annex, attachments.indices.contains(annex) {
            // It leaves a gap, so that the others keep their index.
            attachments[annex] = MessageAttachment(
                filename: nil, mediaType: "text/csv", content: MessageAttachment.Content([]))
        }
        return read(text: message.body, alternative: message.alternativeBody, attachments: attachments)
    }

    /// Reads `text`, or `alternative` if `text` has no labels, together with `attachments`.
    public func read(
        text: String, alternative: String? = nil, attachments: [MessageAttachment] = []
    ) -> FormReading {
        var findings = findings(in: text, layerOffset: 0)
        if findings.occurrences.isEmpty, let alternative {
            let other = self.findings(in: alternative, layerOffset: 0)
            if !other.occurrences.isEmpty { findings = other }
        }
        if !isComplete(findings) {
            for attachment in attachments where Self.mayBeTextForm(attachment) {
                let other = self.findings(in: Self.text(of: attachment), layerOffset: Layer.attachment)
                findings.occurrences += other.occurrences
                if findings.unknownLines.isEmpty { findings.unknownLines = other.unknownLines }
            }
        }
        return reading(of: findings, attachments)
    }

    /// What one text holds.
    private struct Findings {
        var occurrences: [FieldOccurrence] = []
        var unknownLines: [FormReading.UnknownLine] = []
    }

    private func findings(in text: String, layerOffset: Int) -> Findings {
        let reply = ReplyText.split(text)
        var scanner = LabelScanner(reply, vocabulary)
        scanner.scan()
        let assembly = ValueAssembly(reply, definition, scanner, layerOffset: layerOffset)
        var findings = Findings(occurrences: assembly.occurrences())
        // A signature's `Email:` must not fill the form; a form below a signature is better than none.
        if findings.occurrences.contains(where: { $0.layer < Layer.signature }) {
            findings.occurrences.removeAll { $0.layer >= Layer.signature }
        }
        findings.unknownLines = assembly.unknownLabels().prefix(40).map { unknownLine($0, reply) }
        return findings
    }

    private func unknownLine(_ mark: LabelMark, _ reply: ReplyText) -> FormReading.UnknownLine {
        let octets = reply.plain.octets
        var end = min(mark.valueStart, octets.count)
        while end > mark.start, octets[end - 1] == Octet.colon || Octet.isBlank(octets[end - 1]) { end -= 1 }
        let label = ValueText.cleaned(octets[mark.start..<max(end, mark.start)])
        let text = Octet.trimmed(octets[mark.start..<max(reply.lines[mark.line].end, mark.start)]).prefix(200)
        return FormReading.UnknownLine(
            number: reply.lines[mark.line].number, text: String(decoding: text, as: UTF8.self), label: label,
            nearest: judgement.nearestField(to: label))
    }

    /// Whether every required field has a value in the sender's own text.
    private func isComplete(_ findings: Findings) -> Bool {
        let filled = Set(findings.occurrences.lazy.filter { $0.layer == 0 && !$0.first.isEmpty }.map(\.field))
        return definition.fields.indices.allSatisfy { index in
            let field = definition.fields[index]
            return filled.contains(index) || !field.isRequired || field.kind.isAttachment
        }
    }

    private func reading(of findings: Findings, _ attachments: [MessageAttachment]) -> FormReading {
        var byField = [[FieldOccurrence]](repeating: [], count: definition.fields.count)
        for occurrence in findings.occurrences { byField[occurrence.field].append(occurrence) }
        var reading = reading(of: byField, unknownLines: findings.unknownLines)
        DocumentAssignment(definition, mechanism).apply(attachments, to: &reading)
        sortFaults(of: &reading)
        return reading
    }

    /// What the occurrences of every field amount to, documents aside. A field without a value takes the one
    /// that `shared` has for it.
    func reading(
        of byField: [[FieldOccurrence]], unknownLines: [FormReading.UnknownLine] = [],
        shared: [FieldKey: FieldValue] = [:]
    ) -> FormReading {
        var reading = FormReading()
        reading.unknownLines = unknownLines
        reading.recognizedCount = byField.count { !$0.isEmpty }
        for (index, field) in definition.fields.enumerated()
        where field.applies(to: mechanism) && !field.kind.isAttachment {
            if let value = shared[field.key], byField[index].allSatisfy({ ValueText.isNothing($0.first) }) {
                reading.values[field.key] = value
            } else {
                judgement.judge(index, byField[index], into: &reading)
            }
        }
        CrossChecks(definition, mechanism).apply(to: &reading)
        sortFaults(of: &reading)
        return reading
    }

    private func sortFaults(of reading: inout FormReading) {
        guard reading.faults.count > 1 else { return }
        let order = Dictionary(
            definition.fields.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        reading.faults.sort { order[$0.key ?? "", default: .max] < order[$1.key ?? "", default: .max] }
    }

    /// A text file may be a filled form; only small ones are looked into.
    private static func mayBeTextForm(_ attachment: MessageAttachment) -> Bool {
        let isNamedText = attachment.filename?.lowercased().hasSuffix(".txt") ?? false
        return (attachment.mediaType == "text/plain" || isNamedText)
            && attachment.content.size <= largestTextForm
            && !attachment.isDamaged
    }

    /// UTF-8, or UTF-16 with a byte order mark as Windows writes it.
    private static func text(of attachment: MessageAttachment) -> String {
        let octets = attachment.content.decoded()
        guard octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) else {
            return String(decoding: octets, as: UTF8.self)
        }
        let isLittle = octets[0] == 0xFF
        let units = stride(from: 2, to: octets.count - 1, by: 2).map { index in
            let (low, high) =
                isLittle ? (octets[index], octets[index + 1]) : (octets[index + 1], octets[index])
            return UInt16(high) << 8 | UInt16(low)
        }
        return String(decoding: units, as: UTF16.self)
    }
}
