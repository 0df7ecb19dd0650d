internal import Domain

/// One connection to the submission server, opened for the first mail and used for the others. Stays on the
/// thread that made it.
struct SMTPSession: ~Copyable {
    /// What became of one mail, and what that says about the server.
    struct Ending: Sendable {
        /// For the caller.
        let outcome: SubmissionOutcome
        /// Whether the server, and not this mail, is the trouble.
        let isConnectionFailure: Bool
        /// The mail's size.
        let octets: Int
    }

    private let endpoint: ServerEndpoint
    private let helloName: String?
    private let options: TransportOptions
    private var transfer: SMTPTransfer?

    /// A session that does nothing yet.
    init(_ endpoint: ServerEndpoint, helloName: String?, options: TransportOptions) {
        self.endpoint = endpoint
        self.helloName = helloName
        self.options = options
    }

    /// Sends one mail; blocks until its end is known. A connection that the server had closed meanwhile is
    /// replaced at once.
    mutating func deliver(_ item: SubmissionItem) -> Ending {
        do {
            let transfer = try openTransfer()
            var verdict = SMTPVerdict(transfer.send(item), host: endpoint.host)
            if verdict.isStale {
                verdict = SMTPVerdict(transfer.send(item, onFreshConnection: true), host: endpoint.host)
            }
            let outcome = SubmissionOutcome(
                id: item.id, result: verdict.result, reply: verdict.reply, detail: verdict.detail)
            return Ending(
                outcome: outcome, isConnectionFailure: verdict.isConnectionFailure, octets: item.bytes.count)
        } catch {
            return Ending(untried: item, (error as? any ClassifiedError)?.description ?? "no credentials")
        }
    }

    /// Connects and authenticates once, without mail.
    mutating func probe() throws { try openTransfer().probe(host: endpoint.host) }

    private mutating func openTransfer() throws -> SMTPTransfer {
        if let transfer { return transfer }
        let secret = try options.credentials?.checkedSecret(host: endpoint.host)
        let transfer = try SMTPTransfer(endpoint, helloName: helloName, options: options, secret: secret)
        self.transfer = transfer
        return transfer
    }
}

extension SMTPSession.Ending {
    /// The end of a mail that could not even be tried.
    init(untried item: SubmissionItem, _ detail: String) {
        self.init(
            outcome: SubmissionOutcome(id: item.id, result: .deferred, detail: detail),
            isConnectionFailure: true, octets: item.bytes.count)
    }
}
