internal import CCurl
internal import Domain

/// What the end of one libcurl transfer says about the mail and about the server.
struct SMTPVerdict {
    /// What is known when a transfer is over.
    struct Evidence {
        /// libcurl's result.
        var code: CURLcode
        /// The latest reply code, 0 if there was none.
        var reply: Int
        /// The latest reply line.
        var replyLine: [UInt8]
        /// How many octets libcurl took from us.
        var handedOver: Int
        /// How many there are.
        var octets: Int
        /// Whether the connection had served mail before.
        var isReused: Bool
    }

    /// What became of the mail.
    let result: SubmissionOutcome.Result
    /// The reply that decided it.
    let reply: ReplyCode?
    /// For the log.
    let detail: String
    /// Whether the server, and not this mail, is the trouble.
    let isConnectionFailure: Bool
    /// Whether an old connection had been closed meanwhile, so that a fresh one should be tried at once.
    let isStale: Bool

    /// Judges by the reply code first and by libcurl's result second: after the final dot libcurl gives the
    /// same result for a refusal and for nonsense.
    init(_ evidence: Evidence, host: String) {
        let reply = Self.replyCode(evidence)
        let isWhole = evidence.octets > 0 && evidence.handedOver >= evidence.octets
        let isRefused = (400..<600).contains(evidence.reply)
        let isMailRefused =
            isRefused && (isWhole || (evidence.handedOver == 0 && evidence.code == CURLE_SEND_ERROR))
        if evidence.code == CURLE_OK || (isWhole && (200..<300).contains(evidence.reply)) {
            self.init(.accepted, reply, "accepted")
        } else if isMailRefused {
            self.init(refusal: reply, isWhole: isWhole, isReused: evidence.isReused)
        } else if isWhole {
            self.init(.unknown, nil, "no reply after the last octet, libcurl \(evidence.code.rawValue)")
        } else if evidence.handedOver > 0 {
            self.init(
                .deferred, nil, "connection lost before the last octet, libcurl \(evidence.code.rawValue)")
        } else {
            let status = reply.map { "reply \($0)" } ?? ""
            let cause = CurlFault(evidence.code).connectError(host: host, serverReply: status)
            let isLost = [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING].contains(evidence.code)
            self.init(
                .deferred, isRefused ? reply : nil, cause.description, isConnectionFailure: true,
                isStale: evidence.isReused && isLost)
        }
    }

    private init(refusal reply: ReplyCode?, isWhole: Bool, isReused: Bool) {
        let place = isWhole ? "refused after the message" : "refused before the message"
        switch reply?.code ?? 0 {
        case 421 where !isWhole:
            // The server closes the channel (RFC 5321 section 3.8); many do so after a number of mails.
            self.init(.deferred, reply, place, isConnectionFailure: true, isStale: isReused)
        case 530, 534, 535, 538:
            // RFC 4954 section 6, RFC 3207 section 4: our login or TLS is at fault, not the recipient.
            self.init(.deferred, reply, "the server wants authentication or TLS", isConnectionFailure: true)
        default:
            self.init(reply?.failureClass == .permanent ? .rejected : .deferred, reply, place)
        }
    }

    private init(
        _ result: SubmissionOutcome.Result, _ reply: ReplyCode?, _ detail: String,
        isConnectionFailure: Bool = false, isStale: Bool = false
    ) {
        self.result = result
        self.reply = reply
        self.detail = detail
        self.isConnectionFailure = isConnectionFailure
        self.isStale = isStale
    }

    /// The reply with the enhanced status code (RFC 2034) that its line begins with, if the classes agree.
    private static func replyCode(_ evidence: Evidence) -> ReplyCode? {
        guard (200..<600).contains(evidence.reply) else { return nil }
        let code = Array(String(evidence.reply).utf8)
        guard evidence.replyLine.starts(with: code) else { return ReplyCode(code: evidence.reply) }
        let word = evidence.replyLine.dropFirst(4).prefix { $0 == 46 || (48...57).contains($0) }
        let parts = word.split(separator: 46, omittingEmptySubsequences: false)
        let isEnhanced =
            parts.count == 3 && parts[0].elementsEqual(code.prefix(1))
            && parts.allSatisfy { (1...3).contains($0.count) }
        return ReplyCode(
            code: evidence.reply, enhancedStatusCode: isEnhanced ? String(decoding: word, as: UTF8.self) : nil
        )
    }
}
