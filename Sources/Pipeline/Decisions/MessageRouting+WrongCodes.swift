import Domain
import Notices
import Trust

/// How much guessing is answered.
enum GuessLimit {
    /// Mails with wrong codes that one sender gets an answer to in a day.
    static let answers = 5
    /// Wrong codes about one request in a day after which nobody is answered and the administrator hears of it.
    static let request = 5
    /// Wrong codes of one sender in a day after which the administrator hears of it.
    static let sender = 20
    /// Subjects of which the administrator hears in a day; whoever guesses under many names must not flood anybody.
    static let alarms = 5
}

extension MessageRouting {
    /// The verdict on a mail that carries a code nobody ever issued; `nil` for all others, and for a command, which is
    /// answered as such.
    func decideWrongCode(_ sender: NamedAddress) throws -> Verdict? {
        guard !assessment.codes.isEmpty else { return nil }
        let refusal = try refuseWrongCode(sender, .senderNotUnderstood, "an unknown code")
        return assessment.command == nil || refusal.outcome == .ignored ? refusal : nil
    }

    /// Counts the codes of the mail as wrong and answers with `notice`, or not any more.
    func refuseWrongCode(_ sender: NamedAddress, _ notice: NoticeName, _ reason: String) throws -> Verdict {
        let since = now + -OutboundGate.window
        let from = WrongCode.from(sender.address)
        let before = try transaction.wrongCodes(from, since: since)
        let count = max(1, assessment.codes.count)
        try transaction.noteWrongCodes(from, count: count, at: now)
        var isSilent = before >= GuessLimit.answers
        if before + count >= GuessLimit.sender { try alarm(sender.address.canonical, before + count) }
        if let number = RequestNumber.first(in: assessment.message.subject) {
            let about = WrongCode.about(number)
            let guesses = try transaction.wrongCodes(about, since: since)
            try transaction.noteWrongCodes(about, count: count, at: now)
            isSilent = isSilent || guesses >= GuessLimit.request
            if guesses + count > GuessLimit.request { try alarm(number.description, guesses + count) }
        }
        guard !isSilent else { return .ignored("\(reason); too many wrong codes today to answer") }
        guard notice == .senderNotUnderstood else { return try answer(notice, to: sender, [:], reason) }
        guard try standing(of: sender.address) != .stranger else { return try decideStranger(sender) }
        let words = helpRows(desk.locale(of: sender.address))
        return try answer(notice, to: sender, ["words": words], reason)
    }

    /// Tells the administrator that somebody guesses, once a day for each subject, and of the first few subjects.
    private func alarm(_ subject: String, _ count: Int) throws {
        let day = LocalTime(now, in: desk.settings.zone).date
        guard try transaction.reach("guessing", of: "\(subject) \(day)", at: now),
            try (1...GuessLimit.alarms).contains(where: { place in
                try transaction.reach("guessing-alarm", of: "\(day) \(place)", at: now)
            })
        else { return }
        let problem = desk.words[
            "problem.guessing", desk.settings.locale, ["subject": subject, "count": String(count)]]
        try Outgoing(desk: desk, now: now).queueAboveBudget(
            try AdministratorAlert(desk: desk, now: now).problem(problem), transaction)
    }
}
