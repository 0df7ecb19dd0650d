internal import Domain

/// The HTML that Outlook sends instead of text.
struct OutlookMarkup {
    let letter: Letter
    let zone: ServiceZone

    var html: String {
        var html = """
            <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" \
            content="text/html; charset=utf-8"><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt} --></style>\
            </head><body lang="IN"><div class="WordSection1">
            """
        html += blocks
        if let original = letter.answered {
            let message = original.message
            let attribution = Attribution(of: original, zone: zone)
            html += """
                <div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">\
                <p class="MsoNormal"><b>Dari:</b> \(HTMLMarks.escaped(attribution.author))<br>\
                <b>Dikirim:</b> \(attribution.longMoment)<br>\
                <b>Kepada:</b> \(HTMLMarks.escaped(message.to.first?.description ?? ""))<br>\
                <b>Perihal:</b> \(HTMLMarks.escaped(message.subject))</p></div>
                <p class="MsoNormal"><o:p>&nbsp;</o:p></p>
                <div>\(original.text.split(separator: "\n").map { paragraph(String($0)) }.joined())</div>
                """
        }
        return html + "</div></body></html>\n"
    }

    /// Three and more lines `Label: value` in a row become a table, as when somebody pastes them from Word.
    private var blocks: String {
        var html = ""
        var rows: [(String, String)] = []
        func endTable() {
            if rows.count >= 3 {
                html += "<table class=\"MsoNormalTable\" border=\"1\" cellspacing=\"0\" cellpadding=\"0\">"
                for (label, value) in rows {
                    html += "<tr><td>\(paragraph(label))</td><td>\(paragraph(value))</td></tr>"
                }
                html += "</table>\n"
            } else {
                for (label, value) in rows { html += paragraph("\(label): \(value)") }
            }
            rows = []
        }
        for line in letter.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, (1...30).contains(parts[0].count), !line.hasPrefix("(") {
                rows.append((parts[0].trimmed, parts[1].trimmed))
            } else {
                endTable()
                html += paragraph(String(line))
            }
        }
        endTable()
        return html
    }

    private func paragraph(_ text: String) -> String {
        let content = text.trimmed.isEmpty ? "<o:p>&nbsp;</o:p>" : HTMLMarks.escaped(text)
        return "<p class=\"MsoNormal\">\(content)</p>\n"
    }
}
