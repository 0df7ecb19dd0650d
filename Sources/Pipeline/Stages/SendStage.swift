public import Domain

/// Delivers the outbox. Each mail is handed over with the same octets however often it is tried.
public struct SendStage {
    /// What a delivery did.
    public struct Report: Sendable, Hashable, Codable {
        /// Taken by the server.
        public var sent = 0
        /// To be tried again later.
        public var deferred = 0
        /// Refused for good.
        public var failed = 0
        /// Why nothing at all could be handed over, if that is so.
        public var unreachable: String?

        /// Nothing done yet.
        public init() {}
    }

    private let ledger: any RequestLedger
    private let clock: any WallClock
    private let settings: DeskSettings
    private let refusals: RefusalNotices?
    private let progress: any ProgressObserver

    /// A stage over these ports. `refusals` writes to people when a mail is refused for good.
    public init(
        ledger: any RequestLedger, clock: any WallClock, settings: DeskSettings,
        refusals: RefusalNotices? = nil, progress: any ProgressObserver = SilentProgress()
    ) {
        self.refusals = refusals
        self.ledger = ledger
        self.clock = clock
        self.settings = settings
        self.progress = progress
    }

    /// Sends everything that is due now.
    public func run(_ submission: any MailSubmission) throws -> Report {
        let session = DeliverySession(
            ledger: ledger, settings: settings, now: clock.now(), refusals: refusals, progress: progress)
        try session.recover()
        // What a refusal made the desk write is sent in the same run; its own refusals wait for the next.
        for _ in 0..<2 where try session.loadPage() { try deliver(submission, session) }
        session.conclude()
        return session.report
    }

    private func deliver(_ submission: any MailSubmission, _ session: DeliverySession) throws {
        let delivery = Result {
            try submission.deliver(next: session.next, report: session.note)
        }
        // What the server said is written down even when the transport gave up meanwhile.
        try session.settle()
        try session.returnUntried()
        try delivery.get()
    }
}
