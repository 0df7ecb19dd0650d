internal import Domain

/// How each element looks: the rules of the layout's `<style data-inline>`, written into every tag, because
/// several mail programs drop style sheets.
struct HTMLStyles {
    /// Everything ``HTMLRendition`` writes.
    enum Element: String, CaseIterable {
        case p, h1, h2, ul, ol, li, blockquote, pre, code, em, strong, a, hr, img
        /// The paragraph around a button; the first button; every further one.
        case buttons, button, button2

        /// The tag's name.
        var tag: String {
            switch self {
            case .buttons: "p"
            case .button, .button2: "a"
            default: rawValue
            }
        }

        /// Whether a line may end after it without changing the text.
        var isBlock: Bool {
            switch self {
            case .code, .em, .strong, .a, .button, .button2, .img: false
            default: true
            }
        }
    }

    private var written: [Element: String] = [:]

    /// ` class="…" style="…"` of an element, or nothing.
    func attributes(of element: Element) -> String { written[element] ?? "" }

    /// The rules in `sheet`: `name { declarations }`, no other selectors. `line` is the sheet's first line.
    init(sheet: Substring, file: String, line: Int, problems: inout [DocumentError]) {
        for element in [Element.button, .button2] { written[element] = Self.attributes(element, "") }
        var rest = sheet
        var line = line
        while let open = rest.firstIndex(of: "{") {
            let head = rest[..<open]
            let name = head.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let place = line + head.count { $0 == "\n" }
            guard let end = rest[open...].firstIndex(of: "}") else {
                problems.append(.init(file: file, line: place, problem: "the rule '\(name)' has no '}'"))
                return
            }
            let declarations = rest[rest.index(after: open)..<end]
                .split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(
                    separator: " ")
            if declarations.contains(where: { "\"<>&".contains($0) }) {
                let problem = "the rule '\(name)' may not hold \" < > or &"
                problems.append(.init(file: file, line: place, problem: problem))
            } else if let element = Element(rawValue: name) {
                written[element] = Self.attributes(element, Self.compact(declarations))
            } else {
                let known = Element.allCases.map(\.rawValue)
                let remedy = Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                problems.append(
                    .init(
                        file: file, line: place, problem: "no element is called '\(name)'",
                        remedy: remedy ?? "known: \(known.joined(separator: " "))"))
            }
            line += rest[...end].count { $0 == "\n" }
            rest = rest[rest.index(after: end)...]
        }
    }

    private static func attributes(_ element: Element, _ declarations: String) -> String {
        let name = element == .button || element == .button2 ? " class=\"\(element.rawValue)\"" : ""
        return name + (declarations.isEmpty ? "" : " style=\"\(declarations)\"")
    }

    private static func compact(_ declarations: String) -> String {
        declarations.split(separator: ";").map { declaration in
            declaration.split(separator: ":", maxSplits: 1)
                .map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: ":")
        }.filter { !$0.isEmpty }.joined(separator: ";")
    }
}
