internal import Domain

/// The threads of one ``SMTPSubmission/deliver(next:report:)``, each with one ``SMTPSession``.
///
/// libcurl 7.88 waits for the reply after the final dot without giving other transfers of the same thread a
/// turn: only threads make connections independent of each other.
struct SMTPCrew: ~Copyable {
    /// Above this many octets in hand nothing is taken in advance: large mails keep connections busy anyway.
    private static let advanceOctets = 1 << 20

    private let limit: Int
    private let makeSession: @Sendable () -> SMTPSession
    private let work = BlockingQueue<SubmissionItem>()
    private let endings = BlockingQueue<SMTPSession.Ending>()
    private var threads: [POSIXThread] = []
    private var octetsInHand = 0
    private var isSteady = false
    /// How many mails were handed over and not collected yet.
    private(set) var inHand = 0
    /// How many connections failed since the last one that did not.
    private(set) var failuresInARow = 0

    /// A crew of up to `limit` threads; none is started yet.
    init(limit: Int, makeSession: @escaping @Sendable () -> SMTPSession) {
        self.limit = limit
        self.makeSession = makeSession
    }

    /// Lets the connections end and waits for it.
    deinit {
        work.close()
        for thread in threads { thread.join() }
    }

    /// Whether another mail may be handed over. While the server takes mail, one per thread waits its turn,
    /// so that nobody is idle while the caller writes down outcomes.
    var hasRoom: Bool {
        if inHand < limit { return true }
        return isSteady && inHand < 2 * limit && octetsInHand < Self.advanceOctets
    }

    /// Hands `item` over. Each of the first `limit` mails starts a thread: so few mails start few.
    mutating func hand(_ item: SubmissionItem) {
        inHand += 1
        octetsInHand += item.bytes.count
        if threads.count < limit, let thread = startThread(with: item) {
            threads.append(thread)
        } else if threads.isEmpty {
            endings.put(SMTPSession.Ending(untried: item, "no thread"))
        } else {
            work.put(item)
        }
    }

    /// What came to an end; waits for the first.
    mutating func collect() -> [SubmissionOutcome] {
        let ended = endings.takeAll()
        for ending in ended {
            failuresInARow = ending.isConnectionFailure ? failuresInARow + 1 : 0
            octetsInHand -= ending.octets
        }
        inHand -= ended.count
        isSteady = failuresInARow == 0
        return ended.map(\.outcome)
    }

    private func startThread(with first: SubmissionItem) -> POSIXThread? {
        POSIXThread { [makeSession, work, endings] in
            var session = makeSession()
            var item: SubmissionItem? = first
            while let mail = item {
                endings.put(session.deliver(mail))
                item = work.take()
            }
        }
    }
}
