internal import Domain

/// The HTML that Gmail on a phone sends beside its text.
struct GmailMarkup {
    let letter: Letter
    let zone: ServiceZone

    var html: String {
        var html = "<div dir=\"auto\">\(HTMLMarks.lines(letter.text))</div>"
        if let original = letter.answered {
            let attribution = Attribution(of: original, zone: zone)
            html += """
                <br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Pada \
                \(attribution.indonesianMoment) \(HTMLMarks.escaped(attribution.author)) menulis:<br></div>\
                <blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;\
                padding-left:1ex">\(HTMLMarks.lines(original.text))</blockquote></div>
                """
        }
        return html + "\n"
    }
}
