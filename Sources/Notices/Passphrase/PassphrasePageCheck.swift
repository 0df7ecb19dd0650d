internal import Domain

/// What a passphrase page may be made of. The page's own policy would stop most of it in a browser; here it is
/// named to the person who wrote it.
struct PassphrasePageCheck {
    /// The one program of the page, exactly as its digest takes it.
    private(set) var script = 0..<0
    /// The one style sheet.
    private(set) var style = 0..<0

    private let page: TemplateSource.Part
    private let octets: [UInt8]
    private let elements: [PageElement]

    init(_ page: TemplateSource.Part, problems: inout [DocumentError]) {
        self.page = page
        octets = Array(page.text.utf8)
        elements = PageElement.all(in: octets)
        if octets.count > Self.longest {
            problems.append(
                DocumentError(file: page.file, problem: "the page is longer than \(Self.longest) octets"))
        }
        for element in elements { check(element, &problems) }
        if page.text.lastIndex(where: { !$0.isWhitespace }).map({ page.text[...$0].hasSuffix("</html>") })
            != true
        {
            problems.append(page.error(at: octets.count, "the page does not end with '</html>'"))
        }
        script = only("the program", where: { $0.name == "script" && $0.attributes.isEmpty }, &problems)
        style = only("the style sheet", where: { $0.name == "style" && $0.attributes.isEmpty }, &problems)
        let words = words(&problems)
        checkPolicy(&problems)
        refuse(Self.reach, in: script, &problems)
        refuse(["url(", "@import", "://", "expression("], in: style, &problems)
        for range in [script, style, words] { refuse(["{{", "<!--"], in: range, &problems) }
    }

    /// Leaves room for the settings below 60,000.
    private static let longest = 56_000

    private static let policy =
        "default-src 'none'; script-src 'sha256-{{scriptHash}}'; style-src 'sha256-{{styleHash}}'; "
        + "form-action 'none'; base-uri 'none'"

    private static let elementNames: Set<String> = [
        "html", "head", "meta", "title", "style", "script", "noscript", "body", "main", "header", "footer",
        "section", "div", "p", "span", "strong", "em", "b", "i", "br", "hr", "small", "code", "kbd", "h1",
        "h2",
        "h3", "ul", "ol", "li", "dl", "dt", "dd", "form", "label", "input", "textarea", "button", "output",
        "a",
        "details", "summary", "fieldset", "legend",
    ]

    private static let attributeNames: Set<String> = [
        "id", "class", "lang", "dir", "hidden", "role", "tabindex", "title", "for", "type", "rows",
        "readonly",
        "disabled", "novalidate", "autocomplete", "autocapitalize", "autocorrect", "spellcheck", "translate",
        "open",
    ]

    /// What could carry the passphrase away or keep it.
    private static let reach = [
        "://", "fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "RTCPeer", "import(",
        "Worker(", "localStorage", "sessionStorage", "indexedDB", "caches.", ".cookie", "window.open",
        "postMessage", "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(",
        "setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "console.",
    ]

    private func check(_ element: PageElement, _ problems: inout [DocumentError]) {
        if !Self.elementNames.contains(element.name) {
            problems.append(page.error(at: element.offset, "'<\(element.name)>' may not stand in the page"))
        }
        for attribute in element.attributes where !Self.isAllowed(attribute, in: element) {
            let remedy =
                attribute.name.hasPrefix("on")
                ? "no tag holds script"
                : attribute.name == "style"
                    ? "write it into the style sheet" : "the page loads and opens nothing"
            problems.append(
                page.error(
                    at: attribute.offset, "'\(attribute.name)' may not stand in '<\(element.name)>'",
                    remedy: remedy
                ))
        }
        if let content = element.content, content.upperBound == octets.count {
            problems.append(page.error(at: element.offset, "'<\(element.name)>' is not closed"))
        }
        if element.name == "script", !element.attributes.isEmpty {
            let kind = [element["id"], element["type"]]
            if kind != ["words", "text/plain"], kind != ["settings", "application/json"] {
                problems.append(page.error(at: element.offset, "this is no script of the page"))
            }
        }
    }

    private static func isAllowed(_ attribute: PageElement.Attribute, in element: PageElement) -> Bool {
        switch attribute.name {
        case "name": element.name == "meta"
        case "charset": element.name == "meta" && attribute.value == "utf-8"
        case "content": element.name == "meta"
        case "http-equiv": element.name == "meta" && attribute.value == "Content-Security-Policy"
        default:
            attributeNames.contains(attribute.name) || attribute.name.hasPrefix("data-")
                || attribute.name.hasPrefix("aria-")
        }
    }

    private func checkPolicy(_ problems: inout [DocumentError]) {
        let policies = elements.filter { $0["http-equiv"] != nil }
        guard policies.count == 1, policies[0]["content"] == Self.policy, policies[0].attributes.count == 2
        else {
            problems.append(
                page.error(
                    at: policies.last?.offset ?? 0, "the content security policy is missing or changed",
                    remedy: "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.policy)\">"))
            return
        }
        // A policy governs only what comes after it.
        let early = elements.prefix { $0.offset < policies[0].offset }.filter { $0.name != "meta" }
        if early.map(\.name) != ["html", "head"] {
            let problem = "the content security policy stands too low"
            problems.append(page.error(at: policies[0].offset, problem, remedy: "it follows '<head>'"))
        }
    }

    /// Checks the block of words and returns where it stands.
    private func words(_ problems: inout [DocumentError]) -> Range<Int> {
        let range = only("the block 'words'", where: { $0["id"] == "words" }, &problems)
        guard !range.isEmpty else { return range }
        let place = page.position(of: range.lowerBound)
        let block = TemplateSource.Part(
            text: String(decoding: octets[range], as: UTF8.self), file: page.file, line: place.line,
            column: place.column)
        var used: [(name: String, offset: Int)] = elements.flatMap { element in
            element.attributes.filter { $0.name == "data-text" }.map { ($0.value, $0.offset) }
        }
        for call in ["say('", "both('"] { used += names(after: call) }
        _ = PassphraseWords(block, used: used, page: page, problems: &problems)
        return range
    }

    /// The one element that `condition` finds: where its content stands.
    private func only(
        _ what: String, where condition: (PageElement) -> Bool, _ problems: inout [DocumentError]
    ) -> Range<Int> {
        let found = elements.filter(condition)
        if found.isEmpty {
            problems.append(DocumentError(file: page.file, problem: "\(what) is missing"))
        }
        for extra in found.dropFirst() {
            problems.append(page.error(at: extra.offset, "\(what) stands here twice"))
        }
        return found.first?.content ?? 0..<0
    }

    private func refuse(_ marks: [String], in range: Range<Int>, _ problems: inout [DocumentError]) {
        let byFirst = Dictionary(grouping: marks.map { Array($0.utf8) }) { $0.first ?? 0 }
        let firsts = Set(byFirst.keys)
        for offset in range where firsts.contains(octets[offset]) {
            for mark in byFirst[octets[offset]] ?? [] where octets[offset...].starts(with: mark) {
                let text = String(decoding: mark, as: UTF8.self)
                problems.append(page.error(at: offset, "'\(text)' may not stand here"))
            }
        }
    }

    /// The names of words that the program asks for; it writes each of them out.
    private func names(after call: String) -> [(name: String, offset: Int)] {
        offsets(of: call, in: script).map { offset in
            let name = octets[(offset + call.utf8.count)...].prefix { $0 != UInt8(ascii: "'") && $0 != 0x0A }
            return (String(decoding: name, as: UTF8.self), offset)
        }
    }

    private func offsets(of mark: String, in range: Range<Int>) -> [Int] {
        guard let first = mark.utf8.first else { return [] }
        return range.filter { octets[$0] == first && octets[$0...].starts(with: mark.utf8) }
    }
}
