/// Labels that stand in every form and belong to no field.
enum ReservedLabel {
    /// Labels of the line that names the mechanism.
    static let type = [
        "Jenis", "Jenis Permohonan", "Jenis Layanan", "Type", "Request type", "Mechanism", "Mekanisme",
    ]
    /// Labels of the one-time code.
    static let code = ["Kode", "Code", "Kode Sekali Pakai", "One-time code"]

    static let folded = Set((type + code).map { FoldedWords.folded($0) })
}
