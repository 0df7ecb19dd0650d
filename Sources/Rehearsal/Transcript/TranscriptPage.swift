internal import Domain

/// Every mail of a performance on one page that needs nothing else: no script, no other file, no network.
///
/// What a mail holds is escaped, and its HTML is shown in a sandboxed frame that inherits the page's
/// Content-Security-Policy, so that a mail can neither run nor load anything.
public struct TranscriptPage: Sendable {
    private let timeline: Timeline

    /// The page for `timeline`.
    public init(timeline: Timeline) { self.timeline = timeline }

    /// The page.
    public var html: String {
        let stories = timeline.chapters.indices.map { story($0) }.joined(separator: "\n")
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>Rehearsal: \(HTMLMarks.escaped(timeline.deskName))</title>
            <style>\(TranscriptStyle.sheet)</style>
            </head>
            <body>
            \(head)
            <main>
            \(stories)
            </main>
            </body>
            </html>

            """
    }

    private var head: String {
        let failures = timeline.failures.count
        let verdict =
            failures == 0
            ? "<span class=\"good\">✓ all \(timeline.checks.count) checks passed</span>"
            : "<span class=\"bad\">✗ \(failures) of \(timeline.checks.count) checks failed</span>"
        let contents = timeline.chapters.enumerated().map { index, chapter in
            let mails = chapter.entries.count { $0.kind == .mail }
            let isGood = chapter.entries.allSatisfy(\.isFulfilled)
            return """
                <li><a href="#story-\(index + 1)">\(HTMLMarks.escaped(chapter.title))</a> \
                <small>\(mails) mails <span class="\(isGood ? "good" : "bad")">\(isGood ? "✓" : "✗")</span></small></li>
                """
        }
        let cases = timeline.cases.count == 1 ? "1 case" : "\(timeline.cases.count) cases"
        return """
            <header class="top">
            <p class="desk">\(HTMLMarks.escaped(timeline.deskName))</p>
            <h1>A rehearsal</h1>
            <p>Scripted people used a throwaway desk, purely by mail. These are all \(timeline.mailCount) mails that went \
            either way, in their order; \(timeline.requests.count) requests and \(cases) were opened. \(verdict)</p>
            <p class="legend"><span class="key ours"></span> the desk writes \
            <span class="key person"></span> an applicant or citizen \
            <span class="key verifier"></span> a verifier <span class="key authority"></span> the Registration \
            Authority <span class="key officer"></span> the officer \
            <span class="good">✓</span> something that must be true</p>
            <nav aria-label="Stories"><ol>\(contents.joined(separator: "\n"))</ol></nav>
            </header>
            """
    }

    private func story(_ index: Int) -> String {
        let chapter = timeline.chapters[index]
        var today: CivilDate?
        var blocks: [String] = []
        for entry in chapter.entries {
            let local = LocalTime(entry.moment, in: timeline.zone)
            if local.date != today {
                blocks.append("<h3 class=\"day\">\(Timeline.day(local.date))</h3>")
                today = local.date
            }
            blocks.append(block(entry, at: local.clock(separator: ".")))
        }
        return """
            <section id="story-\(index + 1)">
            <h2><span>\(index + 1)</span> \(HTMLMarks.escaped(chapter.title))</h2>
            <p class="synopsis">\(HTMLMarks.escaped(chapter.synopsis))</p>
            \(blocks.joined(separator: "\n"))
            </section>
            """
    }

    private func block(_ entry: Timeline.Entry, at clock: String) -> String {
        let remark = HTMLMarks.escaped(entry.remark)
        switch entry.kind {
        case .mail:
            guard let mail = entry.mail else { return "" }
            return MailCard(mail: mail, remark: entry.remark, clock: clock).html
        case .pause: return "<p class=\"pause\">\(remark)</p>"
        case .note: return "<p class=\"note\">\(remark)</p>"
        case .check where entry.isFulfilled: return "<p class=\"check\"><b class=\"good\">✓</b> \(remark)</p>"
        case .check:
            return """
                <div class="check failed"><b class="bad">✗</b> \(remark)\
                <pre>\(HTMLMarks.escaped(entry.finding))</pre></div>
                """
        }
    }
}
