public import Domain
internal import Notices

/// Plays stories: carries mail, lets the desk run and time pass, shows everybody their new mail, and takes down
/// whether what must be true is true.
public final class Performance {
    /// What people call the desk.
    static let deskName = "the desk"
    /// Seconds between a mail's arrival and the desk's run, as a cron schedule of five minutes has it.
    private static let untilCron: Int64 = 240
    /// Seconds people take before they write.
    private static let untilWriting: Int64 = 660

    /// What happened so far.
    public internal(set) var timeline: Timeline
    /// The clock of the story.
    public internal(set) var now: Timestamp
    /// What people save of their mails.
    public let keepsakes: Keepsakes
    let desk: RehearsedDesk
    let guide: NoticeGuide
    private let office: any PostOffice
    private let people: [ScriptedPerson]
    private var sentCount = 0

    /// A performance that begins at `start`, played by `people`.
    public init(
        desk: RehearsedDesk, office: any PostOffice, people: [ScriptedPerson], start: Timestamp,
        keepsakes: Keepsakes = Keepsakes()
    ) {
        self.desk = desk
        self.office = office
        self.people = people
        self.keepsakes = keepsakes
        guide = NoticeGuide(files: desk.noticeFiles)
        now = start
        timeline = Timeline(deskName: desk.name, zone: desk.zone)
    }

    /// Plays the stories one after the other, each on a day of its own. A story that breaks off, or that meets
    /// an error of the desk, is a failed check; the next one is played all the same.
    public func play(_ stories: [Story]) {
        for (index, story) in stories.enumerated() {
            timeline.chapters.append(Timeline.Chapter(title: story.title, synopsis: story.synopsis))
            do {
                if index > 0 { try spendNight() }
                try story.play(self)
                checkManners()
            } catch is StoryBrokenOff {
                // The check that broke it stands in the timeline.
            } catch {
                expect("the story runs to its end", false, "\(error)")
            }
        }
    }

    /// Sends a letter to the desk and lets it answer. `remark` tells the reader what the person does.
    @discardableResult
    public func send(_ letter: Letter, _ remark: String) throws -> Turn {
        _ = try post(letter, to: Self.deskName, remark)
        now = now + Self.untilCron
        let turn = try runDesk()
        // Silence and mail alike prove something only if the desk has read the letter.
        if turn.taken != 1 { expect("the desk takes in one mail", false, "it took in \(turn.taken)") }
        return turn
    }

    /// Sends a letter to another person; the desk learns nothing of it. Returns what that person reads.
    public func send(_ letter: Letter, to person: ScriptedPerson, _ remark: String) throws -> ReceivedLetter {
        let octets = try post(letter, to: person.name, remark)
        let arrived = try office.newMail(for: [person.address], expecting: 1)
        // Its provider has put trace fields on top; nothing else came.
        let isAlone = arrived.count == 1 && arrived.allSatisfy { $0.to == person.address }
        expect("\(person.firstName) gets it, and nothing else", isAlone, "\(arrived.count) mails came")
        return ReceivedLetter(arrived.first?.octets ?? octets)
    }

    /// Goes on with the next working morning. Whatever comes meanwhile, a story has left behind.
    private func spendNight() throws {
        now = Self.nextMorning(after: now, in: desk.zone)
        let night = try runDesk(isQuiet: true)
        if !night.arrivals.isEmpty {
            expect("the stories before have left nothing to be reminded of", night, [])
        }
    }

    private func post(_ letter: Letter, to recipient: String, _ remark: String) throws -> [UInt8] {
        now = now + Self.untilWriting
        sentCount += 1
        let person = letter.sender
        let id = MessageID("rehearsal.\(sentCount).\(now.seconds)@\(person.address.domain)")
        guard let id else { throw StoryBrokenOff() }
        let octets = LetterWriter(zone: desk.zone).octets(of: letter, id: id, at: now)
        let author = letter.provenance == .forged ? "\(person.firstName) (forged)" : person.name
        note(
            octets, from: author, to: recipient, kind: person.program.rawValue, by: person.part, remark)
        try office.carry(
            Consignment(
                octets: octets, recipient: letter.recipient, reversePath: person.address,
                authorDomain: person.address.domain, provenance: letter.provenance, sentAt: now,
                zone: desk.zone))
        return octets
    }

    /// Lets cron run the desk once, now, and gives everybody their mail. `isQuiet` says that nobody looks as long
    /// as the desk says that it sent nothing.
    func runDesk(isQuiet: Bool = false) throws -> Turn {
        let activity = try desk.run(now)
        var turn = Turn(taken: activity.taken, arrivals: [])
        if isQuiet, activity.sent == 0 { return turn }
        let cast = people.map(\.address)
        let addresses = cast + desk.bystanders.filter { !cast.contains($0) }
        let mails = try office.newMail(for: addresses, expecting: activity.sent)
        for (address, octets) in mails {
            let letter = ReceivedLetter(octets)
            let notice = guide.notice(subject: letter.message.subject)
            // Comes every Monday, whatever is played.
            if notice == .administratorAuditHead { continue }
            let name = people.first { $0.address == address }?.name ?? address.addrSpec
            if let number = letter.number { timeline.count(number) }
            note(
                octets, from: Self.deskName, to: name, kind: notice?.rawValue ?? "unknown", by: nil,
                notice.map(NoticeRemark.text) ?? "a mail that no template explains")
            turn.arrivals.append(Turn.Arrival(recipient: address, notice: notice, letter: letter))
        }
        return turn
    }

    private func note(
        _ octets: [UInt8], from: String, to: String, kind: String, by author: ScriptedPerson.Part?,
        _ remark: String
    ) {
        timeline.mailCount += 1
        var entry = Timeline.Entry(kind: .mail, moment: now, remark: remark)
        entry.mail = Timeline.Mail(
            number: timeline.mailCount, from: from, to: to, kind: kind, author: author,
            letter: ReceivedLetter(octets))
        append(entry)
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
