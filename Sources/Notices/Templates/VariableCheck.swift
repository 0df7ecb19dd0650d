internal import Domain

/// Proves that a template's tags match the variables its notice declares.
struct VariableCheck {
    private struct Frame {
        let tag: TemplateTag
        /// Row variables by name, for a list.
        let row: [String: NoticeVariable]
        let list: String
    }

    private let part: TemplateSource.Part
    private let variables: [String: NoticeVariable]
    private var frames: [Frame] = []
    private(set) var problems: [DocumentError] = []
    /// Names that appear; `faults.line` for one of a row.
    private(set) var used: Set<String> = []
    /// The kind behind each value tag, by its offset.
    private(set) var kinds: [Int: NoticeVariable.Kind] = [:]

    /// Checks `tags` of `part`.
    init(_ tags: [TemplateTag], in part: TemplateSource.Part, variables: [NoticeVariable]) {
        self.part = part
        self.variables = Self.named(variables)
        for tag in tags { check(tag) }
        for frame in frames {
            report(frame.tag, "{{#\(frame.tag.name)}} is not closed", "add {{/\(frame.tag.name)}}")
        }
    }

    private mutating func check(_ tag: TemplateTag) {
        switch tag.kind {
        case .comment: break
        case .close:
            guard let frame = frames.last else {
                return report(tag, "{{/\(tag.name)}} closes nothing")
            }
            if frame.tag.name != tag.name {
                report(tag, "{{/\(tag.name)}} stands where {{/\(frame.tag.name)}} is due")
            }
            frames.removeLast()
        case .value: checkValue(tag)
        case .section, .inverted: checkSection(tag)
        }
    }

    private mutating func checkValue(_ tag: TemplateTag) {
        guard let variable = use(tag) else { return }
        switch variable.kind {
        case .flag, .list:
            let remedy = "write {{#\(tag.name)}}…{{/\(tag.name)}}"
            report(tag, "'\(tag.name)' is a \(variable.kind), not a value", remedy)
        case .text, .multiline, .preformatted, .link, .webLink, .picture:
            kinds[tag.range.lowerBound] = variable.kind
            let isGuarded = frames.contains { $0.tag.kind == .section && $0.tag.name == tag.name }
            if variable.isOptional, !isGuarded {
                let remedy = "put {{#\(tag.name)}}…{{/\(tag.name)}} around it"
                report(tag, "'\(tag.name)' is not always there", remedy)
            }
        }
    }

    private mutating func checkSection(_ tag: TemplateTag) {
        var row: [String: NoticeVariable] = [:]
        if let variable = use(tag), case .list(let variables) = variable.kind, tag.kind == .section {
            row = Self.named(variables)
        }
        frames.append(Frame(tag: tag, row: row, list: tag.name))
        if frames.count == 9 { report(tag, "sections are nested more than eight deep") }
    }

    private mutating func use(_ tag: TemplateTag) -> NoticeVariable? {
        for frame in frames.reversed() {
            guard let variable = frame.row[tag.name] else { continue }
            used.insert(frame.list + "." + tag.name)
            return variable
        }
        if let variable = variables[tag.name] {
            used.insert(tag.name)
            return variable
        }
        let known = Array(variables.keys) + frames.flatMap { $0.row.keys }
        let nearest = Spelling.nearest(to: tag.name, among: known.sorted())
        report(
            tag, "there is no variable '\(tag.name)'",
            nearest.map { "did you mean '\($0)'?" } ?? "known: \(known.sorted().joined(separator: ", "))")
        return nil
    }

    private mutating func report(_ tag: TemplateTag, _ problem: String, _ remedy: String? = nil) {
        problems.append(part.error(at: tag.range.lowerBound, problem, remedy: remedy))
    }

    private static func named(_ variables: [NoticeVariable]) -> [String: NoticeVariable] {
        var named: [String: NoticeVariable] = [:]
        for variable in variables {
            named[variable.name] = variable
            guard case .list = variable.kind else { continue }
            let flag = NoticeVariable.flagName(of: variable.name)
            named[flag] = NoticeVariable(flag, .flag, isEssential: false)
        }
        return named
    }
}
