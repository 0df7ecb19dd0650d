import Domain
import Glibc

@testable import Notices

/// A notice with other values than its sample: each flag turned, each optional value left out, each word and
/// list emptied, one at a time.
enum Variants {
    static func values(_ name: NoticeName, _ locale: Domain.Locale) -> [[String: NoticeValue]] {
        let sample = name.sampleValues(locale)
        var all = [sample]
        for variable in name.variables.dropFirst(NoticeName.commonVariables.count) {
            var values = sample
            switch sample[variable.name] {
            case .flag(let flag)?: values[variable.name] = .flag(!flag)
            case .text?: values[variable.name] = .text(variable.name == "reason" ? "alasan" : "")
            case .multiline?: values[variable.name] = .multiline("")
            case .rows(let rows)?:
                let filled = Dictionary(row(of: variable).map { ($0, NoticeValue.text("isi")) }) { $1 }
                values[variable.name] = .rows(rows.isEmpty ? [filled] : [])
            case .link?, .webLink?, .preformatted?, .picture?, nil:
                guard variable.isOptional else { continue }
                values[variable.name] = nil
            }
            all.append(values)
        }
        return all
    }

    private static func row(of variable: NoticeVariable) -> [String] {
        if case .list(let row) = variable.kind { row.map(\.name) } else { [] }
    }

    /// All variants of a notice in one language.
    static func notices(_ name: NoticeName, _ locale: Domain.Locale) throws -> [RenderedNotice] {
        let catalog = try Templates.catalog.get()
        return try values(name, locale).map { try catalog.render(name, locale, $0) }
    }
}

/// Words of a notice, whatever its line breaks.
enum Wording {
    /// Lower case, single spaces, no punctuation: ` satu dua `, so that ` dua ` finds whole words only.
    static func flat(_ text: String) -> String {
        var output: [UInt8] = [0x20]
        for octet in text.utf8 {
            switch octet {
            case 48...57, 97...122: output.append(octet)
            case 65...90: output.append(octet + 32)
            default: if output.last != 0x20 { output.append(0x20) }
            }
        }
        if output.last != 0x20 { output.append(0x20) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether `part` stands in `text`, octet by octet; neither may hold U+0000.
    static func contains(_ text: String, _ part: String) -> Bool { strstr(text, part) != nil }

    /// What stands above the footer.
    static func body(_ text: String) -> String {
        text.firstRange(of: "\n________________________\n").map { String(text[..<$0.lowerBound]) } ?? text
    }
}
