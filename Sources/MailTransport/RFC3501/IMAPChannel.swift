internal import CCurl
internal import Glibc

/// The octets of one IMAP connection. libcurl connects, proves the server and logs in; afterwards this type
/// sends and receives, one thread, with deadlines.
final class IMAPChannel {
    private let endpoint: ServerEndpoint
    private let options: TransportOptions
    private let replies = ReplyLog()
    private var curl: EasyHandle?
    private var socket: Int32 = -1
    private let buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    private var end = 0

    /// Octets received and not yet used.
    var position = 0

    /// A channel that is not connected.
    init(_ endpoint: ServerEndpoint, _ options: TransportOptions) {
        self.endpoint = endpoint
        self.options = options
        buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 131_072, alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// What has been received; valid until the next ``receive(_:)``.
    var received: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<filled]) }

    /// Connects and logs in (libcurl: greeting, CAPABILITY, STARTTLS, AUTHENTICATE or LOGIN).
    func connect() throws {
        let secret = try options.credentials?.checkedSecret(host: endpoint.host)
        guard var curl = EasyHandle() else {
            throw TransportError(.trustUnreadable, .configuration, host: endpoint.host, detail: "libcurl")
        }
        curl.secure(
            protocols: endpoint.security == .implicit ? "imaps" : "imap", security: endpoint.security,
            options: options)
        let scheme = endpoint.security == .implicit ? "imaps" : "imap"
        curl.set(CURLOPT_URL, "\(scheme)://\(endpoint.urlHost):\(endpoint.port)/")
        curl.set(CURLOPT_CONNECT_ONLY, true)
        curl.set(CURLOPT_TIMEOUT_MS, options.deadlines.connect.milliseconds)
        curl.set(CURLOPT_HEADERFUNCTION, callback: ReplyLog.callback)
        curl.set(CURLOPT_HEADERDATA, context: Unmanaged.passUnretained(replies).toOpaque())
        if let user = options.credentials?.user, let secret { curl.authenticate(user, secret) }
        end = MonotonicClock.now() + options.deadlines.total.milliseconds
        do throws(CurlFault) {
            try curl.checkOptions()
            try curl.perform()
            var socket: curl_socket_t = -1
            let code = sertipos_easy_get_socket(curl.raw, &socket)
            guard code == CURLE_OK, socket >= 0 else { throw CurlFault(CURLE_COULDNT_CONNECT) }
            self.socket = socket
        } catch {
            throw refusal(error.connectError(host: endpoint.host, serverReply: replies.imapStatus))
        }
        self.curl = consume curl
    }

    /// QUIRK: libcurl gives one code for a wrong password and for a server that is only busy.
    private func refusal(_ error: TransportError) -> TransportError {
        let passing = ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[OVERQUOTA]", "BYE"]
        guard error.code == .credentialsRefused || error.code == .protocolViolation,
            passing.contains(where: { error.detail.contains($0) })
        else { return error }
        return TransportError(.serverUnavailable, error.phase, host: error.host, detail: error.detail)
    }

    /// Sends all of `octets`.
    func send(_ octets: [UInt8], _ phase: TransportError.Phase) throws(TransportError) {
        var start = 0
        let silenceEnd = MonotonicClock.now() + options.deadlines.idle.milliseconds
        while start < octets.count {
            guard let raw = curl?.raw else { throw TransportError(.notOpen, phase, host: endpoint.host) }
            var count = 0
            let code = octets.withUnsafeBytes { bytes in
                curl_easy_send(raw, bytes.baseAddress.map { $0 + start }, bytes.count - start, &count)
            }
            switch code {
            case CURLE_OK: start += count
            case CURLE_AGAIN: try wait(Int16(POLLOUT), until: silenceEnd, phase)
            default:
                throw TransportError(
                    .connectionLost, phase, host: endpoint.host, detail: "libcurl \(code.rawValue)")
            }
        }
    }

    /// Receives at least one octet; everything received before is gone.
    func receive(_ phase: TransportError.Phase, within limit: Int? = nil) throws(TransportError) {
        position = 0
        filled = 0
        let silenceEnd = MonotonicClock.now() + (limit ?? options.deadlines.idle.milliseconds)
        while true {
            guard let raw = curl?.raw else { throw TransportError(.notOpen, phase, host: endpoint.host) }
            var count = 0
            let code = curl_easy_recv(raw, buffer.baseAddress, buffer.count, &count)
            switch code {
            case CURLE_OK where count > 0:
                filled = count
                guard MonotonicClock.now() < end else {
                    throw TransportError(.timeout, phase, host: endpoint.host, detail: "session")
                }
                return
            case CURLE_AGAIN: try wait(Int16(POLLIN), until: silenceEnd, phase)
            default:
                throw TransportError(
                    .connectionLost, phase, host: endpoint.host, detail: "libcurl \(code.rawValue)")
            }
        }
    }

    /// Ends the connection. libcurl sends no LOGOUT on its own.
    func disconnect() {
        curl = nil
        socket = -1
    }

    private func wait(_ events: Int16, until silenceEnd: Int, _ phase: TransportError.Phase)
        throws(TransportError)
    {
        while true {
            let remaining = min(silenceEnd, end) - MonotonicClock.now()
            guard remaining > 0 else {
                throw TransportError(
                    .timeout, phase, host: endpoint.host, detail: silenceEnd <= end ? "silence" : "session")
            }
            var descriptor = pollfd(fd: socket, events: events, revents: 0)
            let result = poll(&descriptor, 1, Int32(clamping: remaining))
            if result > 0 { return }
            guard result == 0 || errno == EINTR else {
                throw TransportError(.connectionLost, phase, host: endpoint.host, detail: "poll")
            }
        }
    }
}
