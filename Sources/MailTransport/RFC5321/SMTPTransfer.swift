internal import CCurl
internal import Domain
internal import Glibc

/// One SMTP connection's worth of libcurl: sends one mail after the other.
final class SMTPTransfer {
    private var curl: EasyHandle
    private let replies = ReplyLog()
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private var handedOver = 0
    private var item: SubmissionItem?

    /// A transfer to `endpoint`; throws when libcurl refuses a setting.
    init(
        _ endpoint: ServerEndpoint, helloName: String?, options: TransportOptions, secret: Credentials.Secret?
    ) throws(TransportError) {
        guard let curl = EasyHandle() else {
            throw TransportError(.trustUnreadable, .configuration, host: endpoint.host, detail: "libcurl")
        }
        self.curl = curl
        let scheme = endpoint.security == .implicit ? "smtps" : "smtp"
        self.curl.secure(protocols: scheme, security: endpoint.security, options: options)
        let path = helloName.map { "/" + PercentCoding.encode($0) } ?? ""
        self.curl.set(CURLOPT_URL, "\(scheme)://\(endpoint.urlHost):\(endpoint.port)\(path)")
        // Only both together bound the wait after the final dot.
        self.curl.set(CURLOPT_TIMEOUT_MS, options.deadlines.total.milliseconds)
        self.curl.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, options.deadlines.reply.milliseconds / 1000))
        self.curl.set(CURLOPT_LOW_SPEED_LIMIT, 1)
        self.curl.set(CURLOPT_LOW_SPEED_TIME, max(1, options.deadlines.idle.milliseconds / 1000))
        if let user = options.credentials?.user, let secret { self.curl.authenticate(user, secret) }
        self.curl.set(CURLOPT_HEADERFUNCTION, callback: ReplyLog.callback)
        self.curl.set(CURLOPT_HEADERDATA, context: Unmanaged.passUnretained(replies).toOpaque())
        self.curl.set(CURLOPT_READFUNCTION, callback: Self.readCallback)
        let context = Unmanaged.passUnretained(self).toOpaque()
        self.curl.set(CURLOPT_READDATA, context: context)
        do throws(CurlFault) { try self.curl.checkOptions() } catch {
            throw error.connectError(host: endpoint.host, serverReply: "")
        }
    }

    deinit { curl_slist_free_all(recipients) }

    /// Sends one mail and tells what is known at the end.
    func send(_ item: SubmissionItem, onFreshConnection: Bool = false) -> SMTPVerdict.Evidence {
        self.item = item
        defer { self.item = nil }
        prepare(item, onFreshConnection: onFreshConnection)
        var code = CURLE_OK
        do throws(CurlFault) {
            try curl.checkOptions()
            try curl.perform()
        } catch {
            code = error.code
        }
        return SMTPVerdict.Evidence(
            code: code, reply: curl.number(CURLINFO_RESPONSE_CODE), replyLine: replies.lastLine,
            handedOver: handedOver, octets: item.bytes.count,
            isReused: curl.number(CURLINFO_NUM_CONNECTS) == 0)
    }

    private func prepare(_ item: SubmissionItem, onFreshConnection: Bool) {
        handedOver = 0
        replies.clear()
        curl.set(CURLOPT_UPLOAD, true)
        curl.set(CURLOPT_FRESH_CONNECT, onFreshConnection)
        curl.set(CURLOPT_MAIL_FROM, item.reversePath.map { "<\($0.addrSpec)>" } ?? "<>")
        curl.set(CURLOPT_INFILESIZE_LARGE, size: item.bytes.count)
        let list = curl_slist_append(nil, "<\(item.recipient.addrSpec)>")
        curl.set(CURLOPT_MAIL_RCPT, list: list)
        curl_slist_free_all(recipients)
        recipients = list
    }

    /// Connects, authenticates and leaves again.
    func probe(host: String) throws(TransportError) {
        curl.set(CURLOPT_CONNECT_ONLY, true)
        do throws(CurlFault) { try curl.perform() } catch {
            let reply = curl.number(CURLINFO_RESPONSE_CODE)
            throw error.connectError(host: host, serverReply: reply == 0 ? "" : "reply \(reply)")
        }
    }

    private static let readCallback: sertipos_bytes_callback = { target, size, count, context in
        guard let target, let context else { return 0 }
        let transfer = Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.read(into: UnsafeMutableRawPointer(target), capacity: size * count)
    }

    private func read(into target: UnsafeMutableRawPointer, capacity: Int) -> Int {
        guard let item else { return 0 }
        let count = min(capacity, item.bytes.count - handedOver)
        guard count > 0 else { return 0 }
        item.bytes.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { memcpy(target, base + handedOver, count) }
        }
        handedOver += count
        return count
    }
}
