/// The command layer over a channel: own tags, several commands in flight, one response after the other.
final class IMAPSession {
    /// A command's name on the wire. libcurl used `A001` and so on.
    struct Tag: Equatable {
        /// Counts from 1.
        let number: Int
        /// `S1`.
        var text: String { "S\(number)" }
    }

    /// What a call of ``next(_:)`` found.
    enum Event {
        /// A literal follows; ``text`` holds the response up to it.
        case literalBegins(Int)
        /// Octets of the literal, valid until the next call.
        case literalOctets(UnsafeRawBufferPointer)
        /// The literal is over.
        case literalEnds
        /// An untagged response, complete in ``text``.
        case untagged
        /// A command is over.
        case completed(Tag, StatusResponse)
    }

    private let channel: IMAPChannel
    private let host: String
    private var scanner: ResponseScanner
    private var lastTag = 0

    /// Whether the dialogue is in step; once it is not, the connection must be dropped.
    private(set) var isUsable = true

    /// A session over a channel that has logged in.
    init(_ channel: IMAPChannel, host: String, literalCap: Int) {
        self.channel = channel
        self.host = host
        scanner = ResponseScanner(literalCap: literalCap)
    }

    /// The present response.
    var text: [UInt8] { scanner.text }

    /// Sends commands in one write; returns their tags.
    func issue(_ commands: [String], _ phase: TransportError.Phase) throws(TransportError) -> [Tag] {
        var octets: [UInt8] = []
        var tags: [Tag] = []
        for command in commands {
            lastTag += 1
            let tag = Tag(number: lastTag)
            tags.append(tag)
            octets += Array("\(tag.text) \(command)\r\n".utf8)
        }
        do throws(TransportError) { try channel.send(octets, phase) } catch {
            isUsable = false
            throw error
        }
        return tags
    }

    /// QUIRK: what arrives in one packet with the login's OK is lost inside libcurl, so the stream may begin
    /// in the middle of a line. Everything before our first own tag is passed over.
    func skipToFirstCompletion() throws(TransportError) {
        var line: [UInt8] = []
        var passed = 0
        let expected = Array("S1 ".utf8)
        while true {
            let input = channel.received
            while channel.position < input.count {
                let octet = input[channel.position]
                channel.position += 1
                passed += 1
                if octet == 10 {
                    if line.starts(with: expected) { return }
                    line.removeAll(keepingCapacity: true)
                } else if line.count < 8 {
                    line.append(octet)
                }
            }
            guard passed <= 65_536 else { throw fault(.protocolViolation, .login, "no answer to NOOP") }
            try receive(.login)
        }
    }

    /// The next event; receives when needed. Throws when the server says BYE.
    func next(_ phase: TransportError.Phase, within limit: Int? = nil) throws(TransportError) -> Event {
        while true {
            let step: ResponseScanner.Step
            do throws(ResponseScanner.Fault) {
                step = try scanner.step(channel.received, at: &channel.position)
            } catch {
                throw fault(.protocolViolation, phase, "\(error)")
            }
            switch step {
            case .needsMore: try receive(phase, within: limit)
            case .literalBegins(let size): return .literalBegins(size)
            case .literalOctets(let range):
                return .literalOctets(UnsafeRawBufferPointer(rebasing: channel.received[range]))
            case .literalEnds: return .literalEnds
            case .response: return try response(phase)
            }
        }
    }

    /// Waits for `tag`, giving each untagged response to `untagged`. Literals are passed over.
    func wait(
        for tag: Tag, _ phase: TransportError.Phase, within limit: Int? = nil,
        untagged: ([UInt8]) throws(TransportError) -> Void = { _ in }
    ) throws(TransportError) -> StatusResponse {
        while true {
            switch try next(phase, within: limit) {
            case .literalBegins, .literalOctets, .literalEnds: continue
            case .untagged: try untagged(scanner.text)
            case .completed(tag, let status): return status
            case .completed: throw fault(.protocolViolation, phase, "tag out of order")
            }
        }
    }

    /// An error that ends the dialogue.
    func fault(_ code: TransportError.Code, _ phase: TransportError.Phase, _ detail: String) -> TransportError
    {
        isUsable = false
        return TransportError(code, phase, host: host, detail: detail)
    }

    /// What a refusal of a command means.
    func refusal(
        _ status: StatusResponse, _ phase: TransportError.Phase,
        otherwise code: TransportError.Code = .refused
    ) -> TransportError {
        TransportError(
            status.isTransient ? .serverUnavailable : code, phase, host: host, detail: status.description)
    }

    private func receive(_ phase: TransportError.Phase, within limit: Int? = nil) throws(TransportError) {
        do throws(TransportError) { try channel.receive(phase, within: limit) } catch {
            isUsable = false
            throw error
        }
    }

    private func response(_ phase: TransportError.Phase) throws(TransportError) -> Event {
        let text = scanner.text
        if text.count >= 2, text[0] == UInt8(ascii: "*"), text[1] == 32 {
            if let status = StatusResponse(text, from: 2), status.condition == .bye {
                throw fault(.serverUnavailable, phase, status.description)
            }
            return .untagged
        }
        if text.first == UInt8(ascii: "+") { return .untagged }
        var cursor = ResponseCursor(text)
        guard cursor.take(UInt8(ascii: "S")), let number = try? cursor.number(),
            (1...lastTag).contains(number),
            cursor.take(32), let status = StatusResponse(text, from: cursor.position)
        else { throw fault(.protocolViolation, phase, "neither tagged nor untagged") }
        return .completed(Tag(number: number), status)
    }
}
