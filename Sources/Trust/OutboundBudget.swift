public import Domain

/// The hard limit on outgoing mail that ends every loop, whatever the other side does.
///
/// The transaction that queues a mail counts what was queued in the last 24 hours by the desk's clock and asks
/// here. Loop marks in headers fail in the field; this does not depend on them.
public struct OutboundBudget: Sendable, Hashable {
    /// Mails to one address in 24 hours.
    public let address: Int
    /// Mails about one request in 24 hours.
    public let request: Int
    /// Mails to one domain in 24 hours, as far as they merely answer: a program that writes from a new address each
    /// time stays in its domain.
    public let domain: Int
    /// Mails of the whole desk in 24 hours.
    public let day: Int

    /// What the desk may send unless configured otherwise.
    public static let standard = OutboundBudget(address: 20, request: 30, domain: 500, day: 5000)

    /// A budget; limits below 1 count as 1.
    public init(address: Int, request: Int, domain: Int = 500, day: Int) {
        self.address = max(1, address)
        self.request = max(1, request)
        self.domain = max(1, domain)
        self.day = max(1, day)
    }

    /// What was queued in the last 24 hours.
    public struct Counts: Sendable, Hashable {
        /// To the recipient's address (canonical, without subaddress).
        public let address: Int
        /// About the request; `nil` if the mail belongs to none.
        public let request: Int?
        /// To the recipient's domain; `nil` if the mail is more than an answer.
        public let domain: Int?
        /// By the whole desk.
        public let day: Int

        /// Counts before the mail in question.
        public init(address: Int, request: Int?, domain: Int? = nil, day: Int) {
            self.address = address
            self.request = request
            self.domain = domain
            self.day = day
        }
    }

    /// Whether a mail may be queued.
    public enum Decision: Sendable, Hashable {
        /// Queue it.
        case send
        /// Keep it back and tell people.
        case hold(Reason)
    }

    /// Which limit is reached; the raw value is the machine name.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// The recipient's.
        case address = "budget-address"
        /// The request's.
        case request = "budget-request"
        /// The recipient's domain's.
        case domain = "budget-domain"
        /// The desk's.
        case day = "budget-day"
    }

    /// Whether one more mail fits; the narrowest limit is named first.
    public func decide(_ soFar: Counts) -> Decision {
        if soFar.address >= address { return .hold(.address) }
        if let sent = soFar.request, sent >= request { return .hold(.request) }
        if let sent = soFar.domain, sent >= domain { return .hold(.domain) }
        return soFar.day >= day ? .hold(.day) : .send
    }

    /// The number in `20/day` or plain `20`: 1 to 1,000,000 mails in 24 hours.
    public static func limit(_ text: String) throws(BudgetError) -> Int {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            Phrase.normalized(part.utf8)
        }
        let digits = (parts.first ?? []).drop { $0 == 0x20 }
        guard parts.count <= 2, !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else {
            throw BudgetError(problem: .notANumber)
        }
        if parts.count == 2 {
            guard ["day", "hari"].contains(OctetScanner.text(parts[1].drop { $0 == 0x20 })) else {
                throw BudgetError(problem: .unknownPeriod)
            }
        }
        guard digits.count <= 7, let number = Int(OctetScanner.text(digits)), (1...1_000_000).contains(number)
        else { throw BudgetError(problem: .outOfRange) }
        return number
    }
}

/// A limit that cannot be understood.
public struct BudgetError: ClassifiedError, Hashable {
    /// What is wrong.
    public enum Problem: String, Sendable, Hashable {
        /// No number stands there.
        case notANumber = "not a limit: write a number of mails per day, such as 20/day"
        /// The period is not a day.
        case unknownPeriod = "the only period is a day: write 20/day"
        /// Zero or too many.
        case outOfRange = "a limit is 1 to 1000000 mails per day"
    }

    /// What is wrong.
    public let problem: Problem

    /// Somebody has to edit the configuration.
    public var failureClass: FailureClass { .permanent }
    /// What to write instead.
    public var description: String { problem.rawValue }
}
