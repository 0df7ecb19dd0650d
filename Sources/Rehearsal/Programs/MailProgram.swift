internal import Domain

/// A mail program with the habits that matter to the desk.
public enum MailProgram: String, Sendable, Hashable, CaseIterable {
    /// Gmail on a phone: opens `mailto:` bodies with every line break turned into a space, writes
    /// text and HTML, quotes with `> ` below `Pada … menulis:`.
    case gmailPhone = "Gmail on a phone"
    /// Outlook: HTML only; a form becomes a table; the original follows below `Dari: … Perihal: …`.
    case outlook = "Outlook"
    /// mutt: plain text, quotes with `> ` below `On … wrote:`.
    case mutt = "mutt"
    /// Webmail of an office: plain text broken at 76 columns, also within a word that is longer, quotes with
    /// `> ` below `On … wrote:`.
    case webmail = "Webmail that breaks lines"

    /// Columns after which ``webmail`` breaks a line.
    private static let columns = 76

    /// What stands in the compose window when a link with this body was followed.
    public func opened(body: String) -> String {
        switch self {
        case .gmailPhone: body.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " ")
        case .outlook, .mutt, .webmail: body
        }
    }

    /// The subject of a reply.
    public func replySubject(_ subject: String) -> String {
        switch self {
        case .outlook: "BLS: \(subject)"
        case .gmailPhone, .mutt, .webmail: "Re: \(subject)"
        }
    }

    /// The field by which it makes itself known.
    var signature: (name: String, value: String) {
        switch self {
        case .gmailPhone: ("X-Mailer", "Gmail for Android")
        case .outlook: ("X-Mailer", "Microsoft Outlook 16.0")
        case .mutt: ("User-Agent", "Mutt/2.2.9")
        case .webmail: ("User-Agent", "Webmail/1.4")
        }
    }

    /// The text parts of `letter`: plain text, HTML, or both.
    func body(of letter: Letter, zone: ServiceZone) -> (text: String?, html: String?) {
        switch self {
        case .mutt: (letter.text + Self.quoted(letter, zone, verb: "On %@, %@ wrote:"), nil)
        case .webmail:
            (Self.broken(letter.text) + Self.quoted(letter, zone, verb: "On %@, %@ wrote:"), nil)
        case .gmailPhone:
            (
                letter.text + Self.quoted(letter, zone, verb: "Pada %@ %@ menulis:"),
                GmailMarkup(letter: letter, zone: zone).html
            )
        case .outlook: (nil, OutlookMarkup(letter: letter, zone: zone).html)
        }
    }

    /// `text` with no line longer than ``columns``.
    private static func broken(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = line
            while rest.count > columns {
                let head = rest.prefix(columns)
                let space = head.lastIndex(of: " ").flatMap { $0 > head.startIndex ? $0 : nil }
                lines.append(String(rest[..<(space ?? head.endIndex)]))
                rest = rest[(space.map { rest.index(after: $0) } ?? head.endIndex)...]
            }
            lines.append(String(rest))
        }
        return lines.joined(separator: "\n")
    }

    /// The original with `> ` before each line, below its attribution.
    private static func quoted(_ letter: Letter, _ zone: ServiceZone, verb: String) -> String {
        guard let original = letter.answered else { return "" }
        let lines = original.text.split(separator: "\n", omittingEmptySubsequences: false)
        let attribution = Attribution(of: original, zone: zone)
        let parts = verb.split(separator: "%@", omittingEmptySubsequences: false)
        let isIndonesian = verb.hasPrefix("Pada")
        let moment = isIndonesian ? attribution.indonesianMoment : attribution.englishMoment
        let header = "\(parts[0])\(moment)\(parts[1])\(attribution.author)\(parts[2])"
        return "\n\n\(header)\n\n" + lines.map { "> \($0)" }.joined(separator: "\n") + "\n"
    }
}

/// Who wrote a quoted mail, and when, as mail programs put it.
struct Attribution {
    /// `Nama <alamat>`.
    let author: String
    /// `Sen, 23 Nov 2026 pukul 09.15`.
    let indonesianMoment: String
    /// `Mon, Nov 23, 2026 at 09:15:00 +0700`.
    let englishMoment: String
    /// `Senin, 23 November 2026 09.15`.
    let longMoment: String

    init(of letter: ReceivedLetter, zone: ServiceZone) {
        author = letter.message.originator?.description ?? ""
        let local = LocalTime(letter.message.date ?? Timestamp(seconds: 0), in: zone)
        let day = local.date.weekday - 1
        let long = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"][day]
        let month = DateWording.months(.indonesian)[local.date.month - 1]
        let clock = local.clock(separator: ".")
        indonesianMoment =
            "\(long.prefix(3)), \(local.date.day) \(month.prefix(3)) \(local.date.year) pukul \(clock)"
        longMoment = "\(long), \(local.date.day) \(month) \(local.date.year) \(clock)"
        let english = DateWording.months(.english)[local.date.month - 1].prefix(3)
        englishMoment =
            "\(MailDate.days[day]), \(english) \(local.date.day), \(local.date.year) at "
            + "\(local.clock(separator: ":", seconds: true))"
    }
}
