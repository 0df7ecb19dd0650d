public import Domain
internal import Notices

/// Plays stories: carries mail, lets the desk run, shows everybody their new mail, and takes down whether
/// what must be true is true.
public final class Performance {
    /// What people call the desk.
    private static let deskName = "the desk"
    /// Seconds between a mail's arrival and the desk's run, as a cron schedule of five minutes has it.
    private static let untilCron: Int64 = 240
    /// Seconds people take before they write.
    private static let untilWriting: Int64 = 660

    /// What happened so far.
    public private(set) var timeline: Timeline
    /// The clock of the story.
    public private(set) var now: Timestamp
    let desk: RehearsedDesk
    let guide: NoticeGuide
    private let office: any PostOffice
    private let people: [ScriptedPerson]
    private var sentCount = 0

    /// A performance that begins at `start`, played by `people`.
    public init(desk: RehearsedDesk, office: any PostOffice, people: [ScriptedPerson], start: Timestamp) {
        self.desk = desk
        self.office = office
        self.people = people
        guide = NoticeGuide(files: desk.noticeFiles)
        now = start
        timeline = Timeline(deskName: desk.name, zone: desk.zone)
    }

    /// Plays the stories one after the other, each on a day of its own. A story that breaks off, or that meets
    /// an error of the desk, is a failed check; the next one is played all the same.
    public func play(_ stories: [Story]) {
        for (index, story) in stories.enumerated() {
            if index > 0 { now = Self.nextMorning(after: now, in: desk.zone) }
            timeline.chapters.append(Timeline.Chapter(title: story.title, synopsis: story.synopsis))
            do {
                try story.play(self)
                checkManners()
            } catch is StoryBrokenOff {
                // The check that broke it stands in the timeline.
            } catch {
                expect("the story runs to its end", false, "\(error)")
            }
        }
    }

    /// Sends a letter and lets the desk answer. `remark` tells the reader what the person does.
    @discardableResult
    public func send(_ letter: Letter, _ remark: String) throws -> Turn {
        now = now + Self.untilWriting
        sentCount += 1
        let person = letter.sender
        let id = MessageID("rehearsal.\(sentCount).\(now.seconds)@\(person.address.domain)")
        guard let id else { throw StoryBrokenOff() }
        let octets = LetterWriter(zone: desk.zone).octets(of: letter, id: id, at: now)
        let author = letter.provenance == .forged ? "\(person.firstName) (forged)" : person.name
        note(octets, from: author, to: Self.deskName, kind: person.program.rawValue, isDesk: false, remark)
        try office.carry(
            Consignment(
                octets: octets, recipient: letter.recipient, reversePath: person.address,
                authorDomain: person.address.domain, provenance: letter.provenance, sentAt: now,
                zone: desk.zone))
        let turn = try runDesk()
        // Silence and mail alike prove something only if the desk has read the letter.
        if turn.taken != 1 { expect("the desk takes in one mail", false, "it took in \(turn.taken)") }
        return turn
    }

    /// Lets `hours` pass without any mail.
    public func pass(hours: Int64, _ remark: String) {
        now = now + hours * 3600
        append(.init(kind: .pause, moment: now, remark: remark))
    }

    /// A word to the reader.
    public func note(_ text: String) { append(.init(kind: .note, moment: now, remark: text)) }

    /// Takes down whether `claim` is true. `finding` says what was found instead.
    @discardableResult
    public func expect(_ claim: String, _ isTrue: Bool, _ finding: @autoclosure () -> String = "") -> Bool {
        var entry = Timeline.Entry(kind: .check, moment: now, remark: claim)
        entry.isFulfilled = isTrue
        if !isTrue { entry.finding = finding() }
        append(entry)
        return isTrue
    }

    /// What the story needs to go on; without it the story breaks off with a failed check.
    public func require<Value>(_ claim: String, _ value: Value?, _ finding: String = "it is not there") throws
        -> Value
    {
        guard let value else {
            expect(claim, false, finding)
            throw StoryBrokenOff()
        }
        return value
    }

    private func runDesk() throws -> Turn {
        now = now + Self.untilCron
        let activity = try desk.run(now)
        let addresses = people.map(\.address) + desk.bystanders
        let mails = try office.newMail(for: addresses, expecting: activity.sent)
        var turn = Turn(taken: activity.taken, arrivals: [])
        for (address, octets) in mails {
            let letter = ReceivedLetter(octets)
            let notice = guide.notice(subject: letter.message.subject)
            let name = people.first { $0.address == address }?.name ?? address.addrSpec
            if let number = letter.number { timeline.requests.insert(number.description) }
            note(
                octets, from: Self.deskName, to: name, kind: notice?.rawValue ?? "unknown", isDesk: true,
                notice.map(NoticeRemark.text) ?? "a mail that no template explains")
            turn.arrivals.append(Turn.Arrival(recipient: address, notice: notice, letter: letter))
        }
        return turn
    }

    private func note(
        _ octets: [UInt8], from: String, to: String, kind: String, isDesk: Bool, _ remark: String
    ) {
        timeline.mailCount += 1
        var entry = Timeline.Entry(kind: .mail, moment: now, remark: remark)
        entry.mail = Timeline.Mail(
            number: timeline.mailCount, from: from, to: to, kind: kind, isDesk: isDesk,
            letter: ReceivedLetter(octets))
        append(entry)
    }

    private func checkManners() {
        let mails = timeline.chapters.last?.entries.compactMap(\.mail).filter(\.isDesk) ?? []
        let faults = mails.flatMap { mail in
            MailManners.faults(of: mail.letter).map { "mail \(mail.number) \($0)" }
        }
        expect(
            "the desk minds its manners: says it is a program, text beside HTML, no full NIK to applicants",
            faults.isEmpty, faults.joined(separator: "; "))
    }

    private func append(_ entry: Timeline.Entry) {
        guard let last = timeline.chapters.indices.last else { return }
        timeline.chapters[last].entries.append(entry)
    }

    /// Nine o'clock of the next working day that begins at least twelve hours later.
    private static func nextMorning(after moment: Timestamp, in zone: ServiceZone) -> Timestamp {
        var day = LocalTime(moment + 12 * 3600, in: zone).date.daysSinceEpoch + 1
        while CivilDate(daysSinceEpoch: day).weekday > 5 { day += 1 }
        return LocalTime(date: CivilDate(daysSinceEpoch: day), secondOfDay: 9 * 3600, zone: zone).timestamp
    }
}

/// The story cannot go on; the failed check stands in the timeline.
struct StoryBrokenOff: Error {}
