public import Domain
public import Forms

/// An answer link that is too long for mail programs to open whole.
public struct OverlongLink: Sendable, Hashable {
    /// What makes it so long.
    public enum Cause: Sendable, Hashable {
        /// A blank form: the link is left out of mails, whose readers then answer with the form in the text.
        case form(FormName)
        /// Short words by their key: the mail could not be written at all.
        case word(String)
    }

    /// What makes it so long.
    public let cause: Cause
    /// In which language.
    public let locale: Locale
    /// Octets of the URL; ``MailtoLink/maximumLength`` fit.
    public let length: Int
}

/// Measures the answer links that forms and short words make.
public enum AnswerLinkCheck {
    /// Every link that is too long.
    public static func overlong(forms: FormCatalog, words: Wording) -> [OverlongLink] {
        let code = String(repeating: "a", count: OneTimeCode.octets * 8 / 5)
        guard let recipient = EmailAddress("layanan+\(code)@diskominfo.contoh.example") else { return [] }
        var found: [OverlongLink] = []
        for locale in Locale.allCases {
            let length: (LinkIssuer.Action, String) -> Int = { action, form in
                LinkIssuer.link(
                    action, number: "SE-2026-000000-0", code: code, to: recipient, words: words, locale,
                    form: form
                ).url.utf8.count
            }
            for action in LinkIssuer.Action.allCases where action != .answer && action != .decide {
                let total = length(action, "")
                guard total > MailtoLink.maximumLength else { continue }
                let cause = OverlongLink.Cause.word("link.\(action.rawValue).body")
                found.append(OverlongLink(cause: cause, locale: locale, length: total))
            }
            for definition in forms.all {
                let mechanism = definition.name.mechanism
                let form = FormWriter(locale: locale, mechanism: mechanism).compact(definition)
                let total = length(.answer, form)
                guard total > MailtoLink.maximumLength else { continue }
                found.append(OverlongLink(cause: .form(definition.name), locale: locale, length: total))
            }
        }
        return found
    }
}
