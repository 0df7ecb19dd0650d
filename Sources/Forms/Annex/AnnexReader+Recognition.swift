public import Domain

extension AnnexReader {
    /// Whether `attachment` is a list of people for this form: a file for spreadsheets or a text file whose first
    /// octets hold a header with name and NIK or mailbox, and something under it.
    ///
    /// Nothing but the prefix is looked at, so that it costs little to ask.
    public func recognizes(_ attachment: MessageAttachment) -> Bool {
        guard Self.isSpreadsheet(attachment) || Self.isPlainText(attachment) else { return false }
        // A prefix may end inside a cell or a character; the header and a row fit long before.
        let text = AnnexText.prepare(attachment.content.prefix)
        guard let found = try? headed(text) ?? nil else { return false }
        let body = found.rows.dropFirst(found.header.row + 1)
        return body.contains { row in row.prefix(1000).count { !ValueText.isNothing($0) } >= 2 }
    }

    /// Whether `attachment` is a file for spreadsheets, by what its sender says of it. Such a file that
    /// ``recognizes(_:)`` refuses may still be meant as an annex: if a mail holds nothing else,
    /// ``read(_:letter:)`` says what it lacks.
    public static func isSpreadsheet(_ attachment: MessageAttachment) -> Bool {
        let types = [
            "text/csv", "application/csv", "text/x-csv", "application/x-csv", "text/comma-separated-values",
            "text/tab-separated-values",
        ]
        return types.contains(attachment.mediaType) || ends(attachment.filename, with: [".csv", ".tsv"])
    }

    private static func isPlainText(_ attachment: MessageAttachment) -> Bool {
        attachment.mediaType == "text/plain" && attachment.filename != nil
            || ends(attachment.filename, with: [".txt"])
    }

    private static func ends(_ filename: String?, with endings: [String]) -> Bool {
        let name = filename?.lowercased() ?? ""
        return endings.contains { name.hasSuffix($0) }
    }
}
