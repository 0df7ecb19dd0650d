public import Domain

extension FaultWording {
    /// The sentence for `fault` in an annex to the form `definition`.
    ///
    /// Names of columns are the sender's: cut at 120 characters and their NIKs masked.
    public func sentence(
        for fault: AnnexFault, _ definition: FormDefinition, _ locale: Locale
    ) -> String {
        func label(_ key: FieldKey) -> String { definition.field(key)?.label(locale) ?? key.rawValue }
        var values = ["label": locale == .indonesian ? "Daftar pegawai" : "List of employees"]
        switch fault {
        case .tooLarge(let size, let maximum):
            values["found"] = kibibytes(size)
            values["maximum"] = kibibytes(maximum)
        case .unreadable(let row): values["row"] = row.map(String.init)
        case .headerMissing:
            let keys: [FieldKey] = [.name, .nik, .email].filter { definition.field($0) != nil }
            values["values"] = keys.map(label).joined(separator: ", ")
        case .empty: break
        case .tooManyRows(let found, let maximum):
            values["found"] = String(found)
            values["maximum"] = String(maximum)
        case .columnMissing(let key): values["other"] = label(key)
        case .columnUnknown(let title, let nearest):
            values["found"] = shown(title)
            let known = definition.fields.filter { !$0.kind.isAttachment }.map { $0.label(locale) }
            values["choices"] = nearest.map(label) ?? known.joined(separator: ", ")
        case .rowsIgnored(let rows): values["values"] = rows.map(String.init).joined(separator: ", ")
        }
        return sentence(FaultCode(fault), values, locale)
    }

    private func kibibytes(_ size: Int) -> String { "\((size + 1023) / 1024) KB" }
}
