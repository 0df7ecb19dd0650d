internal import CCurl
public import Domain

/// Hands mail to a submission server (RFC 6409) over several connections, each used for many mails, in one
/// thread. One recipient per transaction, so that every outcome is one mail's own.
public final class SMTPSubmission: MailSubmission {
    private let endpoint: ServerEndpoint
    private let options: TransportOptions
    private let helloName: String?

    /// After so many connection failures in a row no further mail is asked for: the server needs rest.
    static let failureCap = 3

    /// A submission to `endpoint`. `helloName` is the domain given in EHLO; by default the host's name.
    public init(_ endpoint: ServerEndpoint, options: TransportOptions, helloName: String? = nil) {
        self.endpoint = endpoint
        self.options = options
        self.helloName = helloName
    }

    /// Connects and authenticates once, without mail, for `doctor`.
    public func probe() throws {
        let secret = try options.credentials?.checkedSecret(host: endpoint.host)
        let transfer = try SMTPTransfer(endpoint, helloName: helloName, options: options, secret: secret)
        try transfer.probe(host: endpoint.host)
    }

    /// Delivers what `next` gives. Without a connection the mail in hand is deferred, and after three such
    /// failures in a row `next` is not asked again. When `next` or `report` throws, the mails on their way
    /// are finished and reported first.
    public func deliver(next: () throws -> SubmissionItem?, report: (SubmissionOutcome) throws -> Void) throws
    {
        var run = SMTPRun(host: endpoint.host, makeTransfer: makeTransfer)
        var firstError: (any Error)?
        var mayAsk = true
        while true {
            while mayAsk, run.active < options.connections, run.failuresInARow < Self.failureCap {
                do {
                    guard let item = try next() else {
                        mayAsk = false
                        break
                    }
                    if let outcome = run.start(item) { try report(outcome) }
                } catch {
                    firstError = firstError ?? error
                    mayAsk = false
                }
            }
            if run.active == 0 { break }
            for outcome in run.advance() {
                do { try report(outcome) } catch {
                    firstError = firstError ?? error
                    mayAsk = false
                }
            }
        }
        if let firstError { throw firstError }
    }

    private func makeTransfer() throws -> SMTPTransfer {
        let secret = try options.credentials?.checkedSecret(host: endpoint.host)
        return try SMTPTransfer(endpoint, helloName: helloName, options: options, secret: secret)
    }
}

/// The transfers of one ``SMTPSubmission/deliver(next:report:)``.
private struct SMTPRun: ~Copyable {
    private let host: String
    private let makeTransfer: () throws -> SMTPTransfer
    private let multi: UnsafeMutableRawPointer?
    private var transfers: [UnsafeMutableRawPointer: SMTPTransfer] = [:]
    private var idle: [SMTPTransfer] = []
    private(set) var failuresInARow = 0

    init(host: String, makeTransfer: @escaping () throws -> SMTPTransfer) {
        self.host = host
        self.makeTransfer = makeTransfer
        multi = CurlLibrary.isReady ? curl_multi_init() : nil
        if let multi { sertipos_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 64) }
    }

    deinit {
        for raw in transfers.keys { curl_multi_remove_handle(multi, raw) }
        curl_multi_cleanup(multi)
    }

    var active: Int { transfers.count }

    /// Starts `item`; returns its outcome at once if it cannot even be tried.
    mutating func start(_ item: SubmissionItem) -> SubmissionOutcome? {
        if let defect = WireForm.defect(in: item.bytes) {
            return SubmissionOutcome(id: item.id, result: .rejected, detail: "not sent: \(defect.rawValue)")
        }
        do {
            let transfer = try idle.popLast() ?? makeTransfer()
            transfer.prepare(item, isSecondTry: false)
            return begin(transfer) ? nil : failed(item, "libcurl refused the transfer")
        } catch {
            return failed(item, (error as? any ClassifiedError)?.description ?? "no credentials")
        }
    }

    /// Moves all transfers on, waiting up to a second for news; returns what ended.
    mutating func advance() -> [SubmissionOutcome] {
        var running: Int32 = 0
        var code = curl_multi_perform(multi, &running)
        var outcomes = finished()
        if code == CURLM_OK, outcomes.isEmpty, running > 0 {
            code = curl_multi_poll(multi, nil, 0, 1000, nil)
        }
        if code != CURLM_OK {
            for transfer in transfers.values { outcomes += end(transfer, CURLE_FAILED_INIT) }
        }
        return outcomes
    }

    private mutating func finished() -> [SubmissionOutcome] {
        var outcomes: [SubmissionOutcome] = []
        var queued: Int32 = 0
        while let message = curl_multi_info_read(multi, &queued) {
            guard message.pointee.msg == CURLMSG_DONE, let raw = message.pointee.easy_handle,
                let transfer = transfers[raw]
            else { continue }
            outcomes += end(transfer, sertipos_message_result(message))
        }
        return outcomes
    }

    private mutating func end(_ transfer: SMTPTransfer, _ code: CURLcode) -> [SubmissionOutcome] {
        curl_multi_remove_handle(multi, transfer.raw)
        transfers[transfer.raw] = nil
        guard let item = transfer.item else { return [] }
        let verdict = SMTPVerdict(transfer.evidence(code), host: host)
        if verdict.isStale, !transfer.isSecondTry {
            transfer.prepare(item, isSecondTry: true)
            if begin(transfer) { return [] }
        }
        failuresInARow = verdict.isConnectionFailure ? failuresInARow + 1 : 0
        transfer.clear()
        idle.append(transfer)
        return [
            SubmissionOutcome(
                id: item.id, result: verdict.result, reply: verdict.reply, detail: verdict.detail)
        ]
    }

    private mutating func begin(_ transfer: SMTPTransfer) -> Bool {
        guard let multi, curl_multi_add_handle(multi, transfer.raw) == CURLM_OK else { return false }
        transfers[transfer.raw] = transfer
        return true
    }

    private mutating func failed(_ item: SubmissionItem, _ detail: String) -> SubmissionOutcome {
        failuresInARow += 1
        return SubmissionOutcome(id: item.id, result: .deferred, detail: detail)
    }
}
