internal import Domain

/// One mail on the transcript: who to whom, what it says, what is attached, what its links open.
struct MailCard {
    let mail: Timeline.Mail
    let remark: String
    let clock: String

    var html: String {
        let message = mail.letter.message
        return """
            <article class="mail \(kind)" id="mail-\(mail.number)">
            <header>
            <p class="way"><a href="#mail-\(mail.number)" class="number">\(mail.number)</a> <time>\(clock)</time> \
            <b>\(text(mail.from))</b> → <b>\(text(mail.to))</b> <span class="kind">\(text(mail.kind))</span></p>
            <p class="remark">\(text(remark))</p>
            <h4>\(message.subject.isEmpty ? "<i>no subject</i>" : text(message.subject))</h4>
            </header>
            \(content)
            \(attachments)
            \(links)
            \(details)
            </article>
            """
    }

    /// The desk's mails stand to the right; people's to the left, each part in a colour of its own.
    private var kind: String {
        switch mail.author {
        case nil: "ours"
        case .applicant, .citizen, .administrator: "person"
        case .verifier: "person verifier"
        case .authority: "person authority"
        case .officer: "person officer"
        }
    }

    private func text(_ text: some StringProtocol) -> String {
        HTMLMarks.escaped(SealedSight.shortened(text))
    }

    /// The HTML part in its frame, else the text.
    private var content: String {
        let body = mail.letter.text.trimmed
        guard !body.isEmpty else { return "<p class=\"empty\">no text</p>" }
        guard let page = mail.letter.html else { return "<pre class=\"body\">\(text(body))</pre>" }
        let (wide, narrow) = heights
        return """
            <iframe sandbox="" title="Mail \(mail.number)" style="--wide:\(wide)px;--narrow:\(narrow)px" \
            srcdoc="\(text(page))"></iframe>
            """
    }

    /// How high the frame should be on a wide and on a narrow screen; without scripts it cannot find out.
    private var heights: (wide: Int, narrow: Int) {
        let lines = mail.letter.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // The answers behind links are long, and not to be seen.
            line.split(separator: " ").filter { !$0.contains("mailto:") }.joined(separator: " ").count
        }
        func height(_ columns: Int, _ leading: Int) -> Int {
            let rows = lines.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
            let frame = mail.isDesk ? 50 + 15 * mail.letter.links.count : 40
            // Longer mails scroll: the story must not drown in them.
            return min(max(frame + rows * leading, 80), 720)
        }
        return mail.isDesk ? (height(66, 22), height(36, 23)) : (height(90, 20), height(44, 21))
    }

    private var attachments: String {
        let files = mail.letter.message.attachments.map { file in
            "<li>Attached: \(text(file.filename ?? "unnamed")) <small>\(text(file.mediaType)), \(Self.size(file.content.size))</small></li>"
        }
        return files.isEmpty ? "" : "<ul class=\"files\">\(files.joined())</ul>"
    }

    private static func size(_ octets: Int) -> String {
        octets < 1000 ? "\(octets) octets" : "\((octets + 500) / 1000) KB"
    }

    /// What each link opens.
    private var links: String {
        guard mail.isDesk else { return "" }
        return mail.letter.links.map { link in
            """
            <details><summary>The button <b>\(text(link.label))</b> opens this answer</summary>
            <dl><dt>To</dt><dd>\(text(link.answer.recipient.addrSpec))</dd>\
            <dt>Subject</dt><dd>\(text(link.answer.subject))</dd></dl>
            <pre>\(text(link.answer.body.trimmed))</pre></details>
            """
        }.joined(separator: "\n")
    }

    private var details: String {
        let message = mail.letter.message
        var blocks = ""
        if mail.letter.html != nil {
            let part = message.bodySource == .plain ? "The text part" : "Read as text (it has no text part)"
            blocks +=
                "<details><summary>\(part)</summary><pre>\(text(mail.letter.text.trimmed))</pre></details>\n"
        }
        let fields = message.headerFields.map {
            "<dt>\(text($0.name))</dt><dd>\(text($0.value))</dd>"
        }
        blocks += "<details><summary>Header fields</summary><dl>\(fields.joined())</dl></details>"
        return blocks
    }
}
