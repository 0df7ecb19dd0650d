public import Domain

/// Everything that happened, story by story: the one source of the text in the terminal, the JSON and the
/// transcript.
public struct Timeline: Sendable {
    /// One story as it was played.
    public struct Chapter: Sendable {
        /// What it is called.
        public let title: String
        /// What it shows, in a sentence or two.
        public let synopsis: String
        /// What happened, in order.
        public internal(set) var entries: [Entry] = []
    }

    /// One thing that happened.
    public struct Entry: Sendable {
        /// The kinds.
        public enum Kind: String, Sendable, Encodable {
            /// A mail from one to the other.
            case mail
            /// Time passes; something outside of mail happens.
            case pause
            /// Something that must be true.
            case check
            /// A word to the reader.
            case note
        }

        /// The kind.
        public let kind: Kind
        /// When, on the clock of the story.
        public let moment: Timestamp
        /// In one line: what it is about, what is checked.
        public let remark: String
        /// The mail, if it is one.
        public var mail: Mail?
        /// Whether a check came true; `true` for everything else.
        public var isFulfilled = true
        /// What was found instead, if it did not.
        public var finding = ""
    }

    /// A mail of the story.
    public struct Mail: Sendable {
        /// Counts from 1.
        public let number: Int
        /// Who wrote it, as people call them.
        public let from: String
        /// Who got it.
        public let to: String
        /// The sender's mail program, or the name of the desk's notice.
        public let kind: String
        /// What its writer is to the desk; `nil` if the desk itself wrote it.
        public let author: ScriptedPerson.Part?
        /// As it was read.
        public let letter: ReceivedLetter

        /// Whether the desk wrote it.
        public var isDesk: Bool { author == nil }
    }

    /// The desk's name.
    public let deskName: String
    /// The zone of all times.
    public let zone: ServiceZone
    /// The stories.
    public internal(set) var chapters: [Chapter] = []
    /// The requests that were opened.
    public internal(set) var requests: Set<String> = []
    /// The cases that were opened: complaints and questions.
    public internal(set) var cases: Set<String> = []
    /// How many mails went either way.
    public internal(set) var mailCount = 0

    /// An empty timeline.
    public init(deskName: String, zone: ServiceZone) {
        self.deskName = deskName
        self.zone = zone
    }

    /// Takes down that a mail was about this number.
    mutating func count(_ number: RequestNumber) {
        switch number.series {
        case .request: requests.insert(number.description)
        case .complaint: cases.insert(number.description)
        }
    }

    /// All checks.
    public var checks: [Entry] { chapters.flatMap(\.entries).filter { $0.kind == .check } }

    /// The checks that did not come true.
    public var failures: [Entry] { checks.filter { !$0.isFulfilled } }
}
