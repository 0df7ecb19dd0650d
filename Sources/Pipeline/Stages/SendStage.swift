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

        /// Nothing done yet.
        public init() {}
    }

    private let ledger: any RequestLedger
    private let clock: any WallClock
    private let settings: DeskSettings
    private let progress: any ProgressObserver

    /// A stage over these ports.
    public init(
        ledger: any RequestLedger, clock: any WallClock, settings: DeskSettings,
        progress: any ProgressObserver = SilentProgress()
    ) {
        self.ledger = ledger
        self.clock = clock
        self.settings = settings
        self.progress = progress
    }

    /// Sends everything that is due now.
    public func run(_ submission: any MailSubmission) throws -> Report {
        let session = DeliverySession(
            ledger: ledger, settings: settings, now: clock.now(), progress: progress)
        try session.recover()
        guard try session.loadPage() else { return session.report }
        let delivery = Result {
            try submission.deliver(next: session.next, report: session.note)
        }
        // What the server said is written down even when the transport gave up meanwhile.
        try session.settle()
        try session.returnUntried()
        try delivery.get()
        return session.report
    }
}
