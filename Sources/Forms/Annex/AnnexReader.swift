// SUMMARY: reads the list of people that goes with one letter for many (`Daftar Pegawai Pemohon`), as
//   spreadsheets write it.
//   octets -> AnnexText (charset, line ends, delimiter) -> CSVParsing (the library's grammar) -> AnnexHeader
//   (columns) -> AnnexRowSorter (people) -> FormReader's own judgement, row by row -> AnnexReading.
// TRUST: every octet is the sender's. A cell is believed under the same checks as a line of a form. A number that
//   a spreadsheet has shortened is asked back, a row with more cells than columns as well, two rows for one
//   person too. A row that is nobody's is named in a warning. Work is linear in the size of the file.
public import Domain

/// Reads annexes for one form. Make it once per form and keep it.
public struct AnnexReader: Sendable {
    /// The largest file that is read, in octets.
    public static let maximumSize = 1024 * 1024
    /// The largest number of people in one annex.
    public static let maximumRows = 500
    /// What a letter may say once for all its people. Nothing of it names a person.
    public static let sharedKeys: Set<FieldKey> = [
        .unit, .agency, .city, .province, .system, .purpose, .reason, .details, .letter, .evidence,
    ]

    let form: FormReader
    let parse: CSVParsing

    /// The form whose fields the columns hold.
    public var definition: FormDefinition { form.definition }

    /// A reader of annexes to `form`, by the labels and checks of that reader.
    public init(_ form: FormReader, parsing: @escaping CSVParsing) {
        self.form = form
        parse = parsing
    }

    /// A reader of annexes to a form, without the fields that do not belong to `mechanism`.
    public init(form: FormDefinition, mechanism: Mechanism? = nil, parsing: @escaping CSVParsing) {
        self.init(FormReader(form, mechanism: mechanism), parsing: parsing)
    }

    /// Reads `attachment`. Values and documents of ``sharedKeys`` that `letter` holds count for every row that
    /// does not say otherwise; without a letter, no documents are asked for.
    public func read(_ attachment: MessageAttachment, letter: FormReading? = nil) -> AnnexReading {
        let size = attachment.content.size
        guard size <= Self.maximumSize else {
            return AnnexReading(fault: .tooLarge(size: size, maximum: Self.maximumSize))
        }
        guard !attachment.isDamaged else { return AnnexReading(fault: .unreadable(row: nil)) }
        return read(attachment.content.decoded(), letter: letter)
    }

    /// Reads the file `octets`.
    public func read(_ octets: [UInt8], letter: FormReading? = nil) -> AnnexReading {
        guard octets.count <= Self.maximumSize else {
            return AnnexReading(fault: .tooLarge(size: octets.count, maximum: Self.maximumSize))
        }
        let text = AnnexText.prepare(octets)
        do {
            guard let delimiter = try headed(text)?.delimiter else {
                return AnnexReading(fault: .headerMissing)
            }
            let rows = try parse(text.text, delimiter)
            guard let header = AnnexHeader.find(in: rows, form) else {
                return AnnexReading(fault: .headerMissing)
            }
            return reading(of: rows, header, letter)
        } catch {
            return AnnexReading(fault: .unreadable(row: (error as? CSVDamage)?.record))
        }
    }

    /// The delimiter under which the first records hold a header, and those records.
    func headed(_ text: AnnexText) throws -> (delimiter: Character, rows: [[String]], header: AnnexHeader)? {
        var damage: (any Error)?
        for delimiter in text.delimiters {
            do {
                let rows = try parse(text.head, delimiter)
                if let header = AnnexHeader.find(in: rows, form) { return (delimiter, rows, header) }
            } catch {
                damage = damage ?? error
            }
        }
        if let damage { throw damage }
        return nil
    }

    private func reading(of rows: [[String]], _ header: AnnexHeader, _ letter: FormReading?) -> AnnexReading {
        let sorter = AnnexRowSorter(rows, header, definition.fields)
        guard !sorter.people.isEmpty else { return AnnexReading(fault: .empty) }
        guard sorter.people.count <= Self.maximumRows else {
            return AnnexReading(fault: .tooManyRows(found: sorter.people.count, maximum: Self.maximumRows))
        }
        let shared = letter.map(SharedReading.init) ?? SharedReading()
        var reading = AnnexReading()
        reading.letterFaults = shared.faults
        reading.faults = missingColumns(header, shared)
        reading.warnings = header.unknown.filter { column in
            sorter.people.contains { row in
                column.index < rows[row].count && !ValueText.isNothing(rows[row][column.index])
            }
        }.prefix(20).map { column in
            // `Ket.` is two letters from `Kota`, and far from meaning it.
            let isLong = FoldedWords.folded(column.title).utf8.count >= 5
            return .columnUnknown(
                column.title, nearest: isLong ? form.judgement.nearestField(to: column.title) : nil)
        }
        if !sorter.ignored.isEmpty {
            reading.warnings.append(.rowsIgnored(sorter.ignored.prefix(20).map { $0 + 1 }))
        }
        for index in sorter.people {
            reading.rows.append(
                AnnexRow(number: index + 1, reading: self.reading(of: rows[index], index + 1, header, shared))
            )
        }
        AnnexComparison.apply(to: &reading.rows)
        return reading
    }

    private func reading(
        of cells: [String], _ number: Int, _ header: AnnexHeader, _ shared: SharedReading
    ) -> FormReading {
        if let surplus = surplus(of: cells, number, header) { return surplus }
        var byField = [[FieldOccurrence]](repeating: [], count: definition.fields.count)
        for column in header.columns {
            let cell = column.index < cells.count ? cells[column.index] : ""
            byField[column.field].append(
                AnnexCell.occurrence(cell, column, definition.fields[column.field], row: number))
        }
        var reading = form.reading(of: byField, shared: shared.values)
        reading.documents = shared.documents
        reading.warnings += shared.warnings
        return reading
    }

    /// A row with text beyond the named columns: a delimiter inside a value has moved all cells behind it, so that
    /// no value of the row is sure.
    private func surplus(of cells: [String], _ number: Int, _ header: AnnexHeader) -> FormReading? {
        guard cells.count > header.width, let last = header.columns.last else { return nil }
        let surplus = cells[header.width...].prefix(50).filter { !ValueText.isNothing($0) }
        guard !surplus.isEmpty else { return nil }
        let text = ValueText.cleaned(Array(surplus.joined(separator: " | ").utf8.prefix(200))[...])
        var reading = FormReading()
        reading.faults = [
            FormFault(
                key: definition.fields[last.field].key, problem: .malformed(.extraCells), lineText: text,
                lineNumber: number, understood: text)
        ]
        return reading
    }

    private func missingColumns(_ header: AnnexHeader, _ shared: SharedReading) -> [AnnexFault] {
        definition.fields.enumerated().compactMap { index, field in
            let isAsked = field.isRequired && !field.kind.isAttachment && field.applies(to: form.mechanism)
            let isThere = header.columns.contains { $0.field == index } || shared.values[field.key] != nil
            return isAsked && !isThere ? .columnMissing(field.key) : nil
        }
    }
}

extension AnnexReading {
    /// A reading that ends with one fault.
    init(fault: AnnexFault) {
        self.init()
        faults = [fault]
    }
}
