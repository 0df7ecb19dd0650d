internal import Domain

extension Performance {
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

    /// What is true of every mail of the desk in the present story.
    func checkManners() {
        let mails = timeline.chapters.last?.entries.compactMap(\.mail).filter(\.isDesk) ?? []
        let faults = mails.flatMap { mail in
            MailManners.faults(of: mail.letter).map { "mail \(mail.number) \($0)" }
        }
        expect(
            """
            the desk minds its manners: says it is a program, text beside HTML, a full NIK only to verifier and RA, \
            nobody's passphrase
            """,
            faults.isEmpty, faults.joined(separator: "; "))
    }

    func append(_ entry: Timeline.Entry) {
        guard let last = timeline.chapters.indices.last else { return }
        timeline.chapters[last].entries.append(entry)
    }
}
