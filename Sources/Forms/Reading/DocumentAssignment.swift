internal import Domain

/// Finds out which attachment is which document: by the words in its name, else by its kind, never by a
/// guess.
struct DocumentAssignment {
    private let fields: [FormField]

    init(_ definition: FormDefinition, _ mechanism: Mechanism?) {
        fields = definition.fields.filter { $0.kind.isAttachment && $0.applies(to: mechanism) }
    }

    /// A file that may be a document.
    private struct Candidate {
        let index: Int
        let attachment: MessageAttachment
        let kind: MediaKind?
    }

    func apply(_ attachments: [MessageAttachment], to reading: inout FormReading) {
        guard !fields.isEmpty else { return }
        var candidates = attachments.indices.prefix(100).compactMap { candidate($0, attachments[$0]) }
        var assigned: [FieldKey: Candidate] = [:]
        var unclear: [FieldKey: [String]] = [:]
        takeNamed(&candidates, &assigned, &unclear)
        takeByKind(&candidates, &assigned)
        for field in fields {
            guard case .attachment(let rule) = field.kind else { continue }
            if let candidate = assigned[field.key] {
                check(candidate, field, rule, &reading)
            } else if field.isRequired {
                let names = unclear[field.key] ?? candidates.filter { accepts(field, $0) }.map(name)
                reading.faults.append(
                    FormFault(
                        key: field.key,
                        problem: names.isEmpty ? .attachmentMissing : .attachmentUnclear(names)))
            }
        }
    }

    /// Files whose names hold the words of exactly one field. The first acceptable one of several is taken.
    private func takeNamed(
        _ candidates: inout [Candidate], _ assigned: inout [FieldKey: Candidate],
        _ unclear: inout [FieldKey: [String]]
    ) {
        var rest: [Candidate] = []
        for candidate in candidates {
            let named = fields.filter { field in
                guard case .attachment(let rule) = field.kind else { return false }
                return rule.recognizes(candidate.attachment.filename ?? "")
            }
            guard let field = named.first else {
                rest.append(candidate)
                continue
            }
            guard named.count == 1 else {
                for field in named { unclear[field.key, default: []].append(name(candidate)) }
                continue
            }
            if let taken = assigned[field.key], accepts(field, taken) || !accepts(field, candidate) {
                continue
            }
            assigned[field.key] = candidate
        }
        candidates = rest
    }

    /// Nameless files that only one open field can take; then the one left over for the one required field
    /// left.
    private func takeByKind(_ candidates: inout [Candidate], _ assigned: inout [FieldKey: Candidate]) {
        var isChanged = true
        while isChanged {
            isChanged = false
            let open = fields.filter { assigned[$0.key] == nil }
            for field in open {
                let fitting = candidates.indices.filter { accepts(field, candidates[$0]) }
                guard fitting.count == 1, let only = fitting.first else { continue }
                let rivals = open.filter { $0.key != field.key && accepts($0, candidates[only]) }
                guard rivals.isEmpty || field.isRequired && !rivals.contains(where: \.isRequired) else {
                    continue
                }
                assigned[field.key] = candidates.remove(at: only)
                isChanged = true
                break
            }
        }
    }

    private func check(
        _ candidate: Candidate, _ field: FormField, _ rule: AttachmentRule, _ reading: inout FormReading
    ) {
        let size = candidate.attachment.content.size
        let problem: FormFault.Problem? =
            if candidate.attachment.isDamaged || size == 0 {
                .attachmentDamaged
            } else if !accepts(field, candidate) {
                .attachmentWrongType(found: candidate.kind?.rawValue)
            } else if size > rule.maximumSize {
                .attachmentTooLarge(size: size, maximum: rule.maximumSize)
            } else {
                nil
            }
        if let problem {
            reading.faults.append(
                FormFault(key: field.key, problem: problem, lineText: candidate.attachment.filename))
        } else if let kind = candidate.kind {
            reading.documents[field.key] = DocumentReference(
                index: candidate.index, filename: candidate.attachment.filename, mediaType: kind.mediaType,
                size: size)
        }
    }

    private func accepts(_ field: FormField, _ candidate: Candidate) -> Bool {
        guard case .attachment(let rule) = field.kind, let kind = candidate.kind else { return false }
        return rule.kinds.contains(kind)
    }

    private func name(_ candidate: Candidate) -> String {
        candidate.attachment.filename ?? "(\(candidate.index + 1))"
    }

    /// Text parts, signatures, calendars and the logos of signatures are no documents.
    private func candidate(_ index: Int, _ attachment: MessageAttachment) -> Candidate? {
        let type = attachment.mediaType
        let isNamed = fields.contains { field in
            guard case .attachment(let rule) = field.kind else { return false }
            return rule.recognizes(attachment.filename ?? "")
        }
        if !isNamed {
            guard !type.hasPrefix("text/"), !type.hasPrefix("message/"), !type.hasSuffix("-signature") else {
                return nil
            }
            let isDecoration =
                attachment.isInline && attachment.contentID != nil && attachment.content.size < 40_000
            if isDecoration { return nil }
        }
        let kind = MediaKind(prefix: attachment.content.prefix)
        if kind == nil, !isNamed { return nil }
        return Candidate(index: index, attachment: attachment, kind: kind)
    }
}
