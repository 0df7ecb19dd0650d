internal import Domain

/// Decides what a field holds out of everything that stands in a mail for it: one good value, or a fault.
struct FieldJudgement: Sendable {
    private let definition: FormDefinition
    private let placeholders: [Set<String>]
    private let labels: [(folded: String, key: FieldKey)]

    init(_ definition: FormDefinition) {
        self.definition = definition
        placeholders = definition.fields.map { ValueText.knownPlaceholders(of: $0) }
        labels = definition.fields.flatMap { field in
            Locale.allCases.flatMap { field.labels[$0] ?? [] }.map { (FoldedWords.folded($0), field.key) }
        }
    }

    /// One occurrence, checked.
    private struct Verdict {
        let occurrence: FieldOccurrence
        let raw: String
        let outcome: Result<String, Malformation>
        var warning: FormFault.Problem?
    }

    /// Judges field `index` and puts value, fault or warning into `reading`.
    func judge(_ index: Int, _ occurrences: [FieldOccurrence], into reading: inout FormReading) {
        let field = definition.fields[index]
        let filled = occurrences.indices.filter { !ValueText.isNothing(occurrences[$0].first) }
        let meant = filled.filter {
            !ValueText.isPlaceholder(occurrences[$0].joined, known: placeholders[index])
        }
        guard let layer = meant.lazy.map({ occurrences[$0].layer }).min() else {
            guard field.isRequired else { return }
            let seen = (filled.first ?? occurrences.indices.first).map { occurrences[$0] }
            reading.faults.append(
                FormFault(
                    key: field.key, problem: filled.isEmpty ? .missing : .placeholderLeft,
                    lineText: seen?.lineText,
                    lineNumber: seen?.lineNumber))
            return
        }
        let winners = meant.filter { occurrences[$0].layer == layer }
        let verdicts = distinctVerdicts(field, winners.lazy.map { occurrences[$0] })
        guard let first = verdicts.first else { return }
        if verdicts.count > 1 {
            let shown = verdicts.map { verdict in
                if case .success(let value) = verdict.outcome { value } else { verdict.raw }
            }
            reading.faults.append(fault(field, .conflicting(shown), first, understood: nil))
            return
        }
        switch first.outcome {
        case .success(let normalized):
            reading.values[field.key] = FieldValue(
                normalized: normalized, raw: first.raw, lineNumber: first.occurrence.lineNumber,
                lineText: first.occurrence.lineText)
            if let warning = first.warning {
                reading.warnings.append(fault(field, warning, first, understood: normalized))
            }
            warnAboutOffice(field, first, normalized, &reading)
        case .failure(let reason):
            reading.faults.append(fault(field, .malformed(reason), first, understood: first.raw))
        }
    }

    /// One verdict for each different value; people may write one value in two ways.
    private func distinctVerdicts(_ field: FormField, _ occurrences: some Collection<FieldOccurrence>)
        -> [Verdict]
    {
        if occurrences.count == 1, let only = occurrences.first { return [verdict(field, only)] }
        var verdicts: [Verdict] = []
        var keys: Set<String> = []
        var texts: Set<String> = []
        for occurrence in occurrences where texts.insert(occurrence.joined).inserted {
            let verdict = verdict(field, occurrence)
            let key =
                switch verdict.outcome {
                case .success(let value): "=" + field.kind.comparisonKey(value)
                case .failure: "?" + verdict.raw
                }
            if keys.insert(key).inserted { verdicts.append(verdict) }
            if verdicts.count > 8 { break }
        }
        return verdicts
    }

    /// The field whose label is nearly `label`.
    func nearestField(to label: String) -> FieldKey? {
        let folded = FoldedWords.folded(label)
        guard (3...40).contains(folded.utf8.count) else { return nil }
        var candidates: [String] = []
        for (known, _) in labels where abs(known.utf8.count - folded.utf8.count) <= 2 {
            candidates.append(known)
        }
        guard let nearest = Spelling.nearest(to: folded, among: candidates) else { return nil }
        // Two wrong letters of five make another word: `Agama` is not `Nama`.
        guard folded.utf8.count > 6 || nearest.utf8.first == folded.utf8.first else { return nil }
        return labels.first { $0.folded == nearest }?.key
    }

    private func fault(
        _ field: FormField, _ problem: FormFault.Problem, _ verdict: Verdict, understood: String?
    ) -> FormFault {
        FormFault(
            key: field.key, problem: problem, lineText: verdict.occurrence.lineText,
            lineNumber: verdict.occurrence.lineNumber, understood: understood)
    }

    private func verdict(_ field: FormField, _ occurrence: FieldOccurrence) -> Verdict {
        var first = occurrence.first
        if occurrence.isOpenEnded { first = ValueText.beforeClosing(first) }
        if field.kind.isFreeText {
            return freeVerdict(field, occurrence, first)
        }
        // A typed value knows where it ends: first with the wrapped lines, then without.
        switch occurrence.join {
        case .wrapped, .likely:
            if let value = try? field.kind.normalized(occurrence.joined) {
                return Verdict(occurrence: occurrence, raw: occurrence.joined, outcome: .success(value))
            }
        case .none, .doubtful: break
        }
        let alone = outcome(field, first)
        if case .success = alone {
            if occurrence.join == .doubtful, let whole = try? field.kind.normalized(occurrence.joined),
                whole != (try? alone.get())
            {
                return Verdict(occurrence: occurrence, raw: occurrence.joined, outcome: .failure(.unclearEnd))
            }
            return Verdict(occurrence: occurrence, raw: first, outcome: alone)
        }
        if occurrence.join == .doubtful, let value = try? field.kind.normalized(occurrence.joined) {
            return Verdict(occurrence: occurrence, raw: occurrence.joined, outcome: .success(value))
        }
        if occurrence.isOpenEnded, let value = longestGoodPrefix(field, first) {
            return Verdict(
                occurrence: occurrence, raw: first, outcome: .success(value), warning: .malformed(.unclearEnd)
            )
        }
        return Verdict(occurrence: occurrence, raw: first, outcome: alone)
    }

    private func freeVerdict(_ field: FormField, _ occurrence: FieldOccurrence, _ first: String) -> Verdict {
        switch occurrence.join {
        case .none:
            if occurrence.hasSeveralCells || occurrence.isOpenEnded && Self.holdsLabelShape(first) {
                return Verdict(occurrence: occurrence, raw: first, outcome: .failure(.unclearEnd))
            }
            return Verdict(
                occurrence: occurrence, raw: first, outcome: outcome(field, first),
                warning: occurrence.isOpenEnded ? .malformed(.unclearEnd) : nil)
        case .wrapped:
            return Verdict(
                occurrence: occurrence, raw: occurrence.joined, outcome: outcome(field, occurrence.joined))
        case .likely:
            return Verdict(
                occurrence: occurrence, raw: occurrence.joined, outcome: outcome(field, occurrence.joined),
                warning: .joinedLines)
        case .doubtful:
            return Verdict(occurrence: occurrence, raw: occurrence.joined, outcome: .failure(.unclearEnd))
        }
    }

    private func outcome(_ field: FormField, _ raw: String) -> Result<String, Malformation> {
        do throws(Malformation) {
            return .success(try field.kind.normalized(raw))
        } catch {
            return .failure(error)
        }
    }

    /// The longest of the first words, at most eight, that make a good value.
    private func longestGoodPrefix(_ field: FormField, _ text: String) -> String? {
        var words = Array(text.split(separator: " ", maxSplits: 9).prefix(8))
        while words.count > 1 {
            words.removeLast()
            if let value = try? field.kind.normalized(words.joined(separator: " ")) { return value }
        }
        return nil
    }

    /// `Dinas X Agama: Islam`: a label nobody knows in the middle of a run-together line.
    private static func holdsLabelShape(_ text: String) -> Bool {
        text.split(separator: " ").contains { word in
            word.hasSuffix(":") && word.utf8.count > 2 && word.utf8.first.map(Octet.isUppercase) == true
        }
    }

    private func warnAboutOffice(
        _ field: FormField, _ verdict: Verdict, _ value: String, _ reading: inout FormReading
    ) {
        guard case .email(.warn) = field.kind, (try? MailboxReading(value))?.isRoleMailbox == true else {
            return
        }
        reading.warnings.append(fault(field, .malformed(.roleMailbox), verdict, understood: value))
    }
}
