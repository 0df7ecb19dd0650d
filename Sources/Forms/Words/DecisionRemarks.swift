/// What the Registration Authority may state with a decision, each on a line of its own: `Biaya: Rp 0`,
/// `Catatan: …`.
public struct DecisionRemarks: Sendable, Hashable {
    /// The fee as written.
    public let fee: String?
    /// The note as written.
    public let note: String?
    /// The decision of the other lines.
    public let decision: DecisionReading

    /// Reads the remarks and, from what is left, the decision.
    public init(_ reply: ReplyText) {
        var (fee, note): (String?, String?) = (nil, nil)
        var rest: [String] = []
        for line in DecisionLines.lines(of: reply) {
            if let value = Self.value(of: line, labels: ["biaya", "tarif", "fee"]) {
                fee = fee ?? value
            } else if let value = Self.value(of: line, labels: ["catatan", "note", "keterangan", "remark"]) {
                note = [note, value].compactMap(\.self).joined(separator: "\n")
            } else {
                rest.append(line)
            }
        }
        self.fee = fee
        self.note = note
        decision = Decision.read(from: ReplyText.split(rest.joined(separator: "\n")))
    }

    private static func value(of line: String, labels: Set<String>) -> String? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let label = FoldedWords.words(String(line[..<colon]))
        guard label.count == 1, labels.contains(label[0]) else { return nil }
        let value = ValueText.cleaned(Array(line[line.index(after: colon)...].utf8)[...])
        return value.isEmpty || DecisionLines.isPlaceholder(value) ? nil : String(value.prefix(500))
    }
}
