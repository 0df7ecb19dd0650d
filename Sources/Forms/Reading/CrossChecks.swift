internal import Domain

/// Checks that need more than one field.
struct CrossChecks {
    private let definition: FormDefinition
    private let mechanism: Mechanism?

    init(_ definition: FormDefinition, _ mechanism: Mechanism?) {
        self.definition = definition
        self.mechanism = mechanism
    }

    func apply(to reading: inout FormReading) {
        for field in definition.fields where field.applies(to: mechanism) {
            fillPlace(field, &reading)
            checkSwap(field, &reading)
        }
        checkGroups(&reading)
        compareBirthDates(&reading)
        checkStandIn(&reading)
        for line in reading.unknownLines {
            guard let key = line.nearest, reading.values[key] == nil else { continue }
            reading.warnings.append(
                FormFault(
                    key: key, problem: .nearlyLabel(line.label), lineText: line.text, lineNumber: line.number)
            )
        }
    }

    /// `Tempat/tanggal lahir: Jakarta, 17 Agustus 1990` fills two fields.
    private func fillPlace(_ field: FormField, _ reading: inout FormReading) {
        guard let placeKey = field.placeField, let value = reading.values[field.key],
            let place = (try? WrittenDate(value.raw))?.place
        else { return }
        if reading.values[placeKey] == nil {
            reading.values[placeKey] = FieldValue(
                normalized: place, raw: value.raw, lineNumber: value.lineNumber, lineText: value.lineText)
            reading.faults.removeAll {
                $0.key == placeKey && ($0.problem == .missing || $0.problem == .placeholderLeft)
            }
        }
    }

    /// Jabatan and Instansi: people copy them from a form whose hints were swapped.
    private func checkSwap(_ field: FormField, _ reading: inout FormReading) {
        guard let otherKey = field.confusedWith, let other = definition.field(otherKey),
            let value = reading.values[field.key]
        else { return }
        guard isTypical(value, of: other), !isTypical(value, of: field) else { return }
        if let otherValue = reading.values[otherKey], isTypical(otherValue, of: field),
            !isTypical(otherValue, of: other)
        {
            let isKnown = reading.faults.contains {
                $0.key == otherKey && $0.problem == .swapped(with: field.key)
            }
            if !isKnown { reading.faults.append(fault(field, .swapped(with: otherKey), value)) }
        } else {
            reading.warnings.append(fault(field, .looksLike(otherKey), value))
        }
    }

    private func isTypical(_ value: FieldValue, of field: FormField) -> Bool {
        guard let first = FoldedWords.words(value.normalized).first else { return false }
        return field.typicalWords.contains(first)
    }

    private func checkGroups(_ reading: inout FormReading) {
        for group in definition.requiredGroups {
            let asked = group.filter { key in
                definition.field(key)?.applies(to: mechanism) ?? false
            }
            let isTouched = asked.contains { key in
                reading.values[key] != nil || reading.faults.contains { $0.key == key }
            }
            if !asked.isEmpty, !isTouched {
                reading.faults.append(FormFault(key: asked.first, problem: .noneOf(asked)))
            }
        }
    }

    /// A NIK is never changed to match a birth date, so a difference is shown and nothing more.
    private func compareBirthDates(_ reading: inout FormReading) {
        let nik = reading.values[.nik].flatMap { try? PopulationNumber($0.normalized) }
        let nip = reading.values[.nip].flatMap { try? ServiceNumber($0.normalized) }
        let birth = reading.values[.birthDate].flatMap { CivilDate(iso: $0.normalized) }
        if let nik, let date = nip?.birthDate, !nik.agrees(with: date) {
            warn(.nip, .birthDateDiffers(from: .nik), &reading)
        }
        if let nik, let birth, !nik.agrees(with: birth) {
            warn(.birthDate, .birthDateDiffers(from: .nik), &reading)
        }
        if let birth, let date = nip?.birthDate, birth != date {
            warn(.birthDate, .birthDateDiffers(from: .nip), &reading)
        }
    }

    /// Sixteen digits as NIP are a NIK; then it must be the same one.
    private func checkStandIn(_ reading: inout FormReading) {
        guard let nip = reading.values[.nip], let nik = reading.values[.nik], nip.normalized.utf8.count == 16,
            nip.normalized != nik.normalized
        else { return }
        reading.values[.nip] = nil
        reading.faults.append(
            FormFault(
                key: .nip, problem: .malformed(.digitCount(found: 16, expected: 18)), lineText: nip.lineText,
                lineNumber: nip.lineNumber, understood: nip.normalized))
    }

    private func warn(_ key: FieldKey, _ problem: FormFault.Problem, _ reading: inout FormReading) {
        guard let field = definition.field(key), let value = reading.values[key] else { return }
        reading.warnings.append(fault(field, problem, value))
    }

    private func fault(_ field: FormField, _ problem: FormFault.Problem, _ value: FieldValue) -> FormFault {
        FormFault(
            key: field.key, problem: problem, lineText: value.lineText, lineNumber: value.lineNumber,
            understood: value.normalized)
    }
}
