// SUMMARY  The page on which an applicant chooses a passphrase and seals it: template and settings in, HTML out.
// TRUST    Believes the template only after checking that it loads nothing, reaches nothing and keeps nothing.
//          Believes no setting: a name becomes a JSON string that can end neither the element nor the line.

public import Domain

/// The passphrase page, `passphrase.html`, checked once and filled in for each mail.
///
/// The finished page is one HTML document that works offline. Its policy names the digests of its own script
/// and style sheet (Content Security Policy Level 3 section 2.3.1) and forbids everything else.
public struct PassphrasePage: Sendable {
    /// A finished page is no longer than this, in octets.
    public static let maximumLength = 60_000

    private enum Slot: String, CaseIterable {
        case language, scriptHash, styleHash, deskName, settings
    }

    private enum Segment {
        case literal([UInt8])
        case slot(Slot)
    }

    private var segments: [Segment] = []
    private var script: [UInt8] = []
    private var style: [UInt8] = []

    /// Reads the page `template`; `file` is its name for people.
    ///
    /// Throws ``NoticeError/templates(_:)`` with every mistake found, each with its line.
    public init(template: String, file: String) throws(NoticeError) {
        var problems: [DocumentError] = []
        self.init(template, file, &problems)
        if !problems.isEmpty { throw .templates(Self.sorted(problems)) }
    }

    /// Every mistake in the page `template`, in its order; empty if it can serve.
    public static func check(template: String, file: String) -> [DocumentError] {
        var problems: [DocumentError] = []
        _ = Self(template, file, &problems)
        return sorted(problems)
    }

    /// The page of one mail, to be attached as `text/html; charset=utf-8`.
    public func render(_ settings: PassphrasePageSettings, digesting: any Digesting) -> String {
        document(settings.members, settings.desk, settings.locale, digesting)
    }

    /// The page for the desk's web site, which learns the request from ``staticLink(base:_:)``. The key that it
    /// seals to is this desk's, whatever a link says. It opens in `locale` when a link names no language.
    public func renderStatic(_ desk: PassphraseDesk, locale: Locale, digesting: any Digesting) -> String {
        document(desk.members(locale), desk, locale, digesting)
    }

    /// The link that opens the static page at `base` for one request: `base`, a `#`, and form parameters that a
    /// browser keeps to itself, all but unreserved characters percent-encoded, each exactly once. ASCII, as long
    /// as `base` is, and at most about 1,000 octets longer.
    ///
    /// `v` the format, 1; `number`, `code` and `nonce`; `until` the deadline in seconds since 1970; `name` the
    /// holder's name and `user` the holder's address before the at sign, which may not be part of the
    /// passphrase; `lang` the language, `id` or `en`. Neither the key nor any address of the desk is among them:
    /// anybody can write a link.
    ///
    /// `settings` must be of the same desk and key as the static page.
    public static func staticLink(base: String, _ settings: PassphrasePageSettings) -> String {
        base.prefix { $0 != "#" } + "#" + settings.fragment
    }

    private init(_ template: String, _ file: String, _ problems: inout [DocumentError]) {
        let page = TemplateSource(footer: template, file: file, problems: &problems).body
        let check = PassphrasePageCheck(page, problems: &problems)
        let octets = Array(page.text.utf8)
        script = Array(octets[check.script])
        style = Array(octets[check.style])
        split(octets, page, &problems)
    }

    private mutating func split(
        _ octets: [UInt8], _ page: TemplateSource.Part, _ problems: inout [DocumentError]
    ) {
        var start = 0
        var index = 0
        var seen: Set<Slot> = []
        while index + 1 < octets.count {
            guard octets[index] == UInt8(ascii: "{"), octets[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            let name = octets[(index + 2)...].prefix { $0 != UInt8(ascii: "}") && $0 != 0x0A }
            let slot = Slot(rawValue: String(decoding: name, as: UTF8.self))
            if let slot, octets[name.endIndex...].starts(with: "}}".utf8) {
                if !seen.insert(slot).inserted {
                    problems.append(page.error(at: index, "{{\(slot.rawValue)}} stands here twice"))
                }
                if let around = Self.surroundings[slot],
                    !octets[..<index].reversed().starts(with: around.before.utf8.reversed())
                        || !octets[(name.endIndex + 2)...].starts(with: around.after.utf8)
                {
                    let whole = "\(around.before){{\(slot.rawValue)}}\(around.after)"
                    problems.append(
                        page.error(
                            at: index, "{{\(slot.rawValue)}} stands in the wrong place",
                            remedy: "write \(whole)"))
                }
                segments += [.literal(Array(octets[start..<index])), .slot(slot)]
                start = name.endIndex + 2
                index = start
            } else {
                problems.append(page.error(at: index, "this tag is not known here", remedy: Self.known))
                index += 2
            }
        }
        segments.append(.literal(Array(octets[start...])))
        for slot in Slot.allCases where !seen.contains(slot) {
            problems.append(DocumentError(file: page.file, problem: "{{\(slot.rawValue)}} is missing"))
        }
    }

    private static let known = "known: " + Slot.allCases.map { "{{\($0.rawValue)}}" }.joined(separator: " ")

    /// What must stand around a slot, so that its value means what it should. The digests stand in the policy,
    /// which is compared as a whole.
    private static let surroundings: [Slot: (before: String, after: String)] = [
        .language: ("<html lang=\"", "\">"),
        .deskName: (">", "</p>"),
        .settings: ("<script type=\"application/json\" id=\"settings\">", "</script>"),
    ]

    private func document(
        _ members: [(String, ScriptValue)], _ desk: PassphraseDesk, _ locale: Locale,
        _ digesting: any Digesting
    ) -> String {
        var output: [UInt8] = []
        for segment in segments {
            switch segment {
            case .literal(let octets): output += octets
            case .slot(.language): output += locale.rawValue.utf8
            case .slot(.scriptHash): output += Self.base64(digesting.digest(script).bytes)
            case .slot(.styleHash): output += Self.base64(digesting.digest(style).bytes)
            case .slot(.deskName): HTMLEscaping.append(desk.shownName, to: &output)
            case .slot(.settings): output += ScriptValue.object(members).json.utf8
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// RFC 4648 section 4, with padding.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                output.append(
                    place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return output
    }

    private static func sorted(_ problems: [DocumentError]) -> [DocumentError] {
        problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
    }
}
