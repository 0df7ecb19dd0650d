internal import Domain
internal import Foundation
internal import Notices

/// Every mail of a preview on one page that needs no other file and no network: an inbox with its subjects, and for
/// each mail a telephone (360 px), a desktop (1280 px) and the plain text, light or dark.
///
/// Mails are shown in sandboxed frames, where nothing runs and nothing loads.
struct PreviewPage {
    /// Marks a page as ours, so that the next preview may replace it.
    static let generator = "sertipos template preview"

    let mails: [PreviewMail]

    /// The page.
    func html() throws -> String {
        let items = mails.enumerated().map { index, mail in item(mail, index) }.joined(separator: "\n")
        let contents = Dictionary(
            uniqueKeysWithValues: mails.enumerated().map { index, mail in
                (
                    String(index),
                    [
                        "html": mail.page, "text": mail.notice.text, "subject": mail.notice.subject,
                        "from": mail.sender, "to": mail.recipient, "file": mail.file,
                        "size": "\((mail.octets.count + 1023) / 1024) KB",
                    ]
                )
            })
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            img-src data:; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="\(Self.generator)">
            <title>\(mails.count) mails</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <header>
            <h1>Mails <small id="count">\(mails.count)</small></h1>
            <label>Search <input id="search" type="search" placeholder="word, name or audience" autofocus></label>
            <fieldset><legend>Language</legend>
            <label><input type="radio" name="locale" value="" checked> both</label>
            <label><input type="radio" name="locale" value="id"> id</label>
            <label><input type="radio" name="locale" value="en"> en</label>
            </fieldset>
            <fieldset><legend>Colours</legend>
            <label><input type="radio" name="scheme" value="light" checked> light</label>
            <label><input type="radio" name="scheme" value="dark"> dark</label>
            </fieldset>
            </header>
            <nav aria-label="Inbox"><ol id="inbox">
            \(items)
            </ol></nav>
            <main id="mail" aria-live="polite">
            <noscript>Without scripts this page lists the mails; each opens in a mail program.</noscript>
            </main>
            <script type="application/json" id="mails">\(try Self.json(contents))</script>
            <script>\(Self.script)</script>
            </body>
            </html>

            """
    }

    private func item(_ mail: PreviewMail, _ index: Int) -> String {
        let start = mail.notice.text.split(separator: "\n").dropFirst().first.map(String.init) ?? ""
        let words = "\(mail.name.rawValue) \(mail.notice.subject) \(mail.notice.text)".lowercased()
        let audience = String(mail.name.rawValue.prefix { $0 != "." })
        return """
            <li data-mail="\(index)" data-locale="\(mail.locale.rawValue)" data-words="\(Self.escaped(words))">\
            <a href="\(Self.escaped(mail.file))"><span class="who">\(audience) · \(mail.locale.rawValue)</span>\
            <strong lang="\(mail.locale.rawValue)">\(Self.escaped(mail.notice.subject))</strong>\
            <span class="start" lang="\(mail.locale.rawValue)">\(Self.escaped(start))</span>\
            <code>\(mail.name.rawValue)</code></a></li>
            """
    }

    /// JSON that can neither end the script element nor begin another.
    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self).replacing("<", with: "\\u003c")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            .replacing("\n", with: " ")
    }
}
