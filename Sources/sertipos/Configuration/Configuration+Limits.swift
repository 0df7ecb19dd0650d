internal import Domain

extension Configuration {
    /// How long one-time links live, in seconds.
    struct Links: Sendable, Hashable {
        /// The applicant's link to fill in identity data.
        let identity: Int64
        /// The applicant's link to set a passphrase.
        let passphrase: Int64
        /// A verifier's or the Registration Authority's link to decide.
        let decision: Int64

        /// Where the passphrase page also lies on the web, if the office publishes it.
        let page: String?

        static let keys = ["identity", "passphrase", "decision", "page"]

        init(_ section: ConfigurationSection) {
            identity = section.period("identity", default: 72 * 3600)
            passphrase = section.period("passphrase", default: 24 * 3600)
            decision = section.period("decision", default: 72 * 3600)
            page = section.value("page") { try $0.webAddress(["https://"]) }
        }
    }

    /// How long a request waits in a step before it expires, in seconds. Links may be renewed meanwhile.
    struct Steps: Sendable, Hashable {
        /// For the applicant's identity data.
        let identity: Int64
        /// For the verifier's decision.
        let verification: Int64
        /// For the applicant's passphrase.
        let passphrase: Int64

        /// For the owner's confirmation of new data.
        let confirmation: Int64
        /// For the Registration Authority's decision.
        let authority: Int64
        /// For a form that the Registration Authority returned.
        let amendment: Int64

        static let keys = [
            "identity", "verification", "passphrase", "confirmation", "authority", "amendment",
        ]

        init(_ section: ConfigurationSection) {
            identity = section.period("identity", default: 14 * 86_400)
            verification = section.period("verification", default: 14 * 86_400)
            passphrase = section.period("passphrase", default: 14 * 86_400)
            confirmation = section.period("confirmation", default: 14 * 86_400)
            authority = section.period("authority", default: 14 * 86_400)
            amendment = section.period("amendment", default: 14 * 86_400)
        }
    }

    /// How many mails the desk may send in a day; the rest waits.
    struct Budget: Sendable, Hashable {
        /// To one address.
        let address: Int
        /// About one request.
        let request: Int
        /// To one domain, as far as they merely answer.
        let domain: Int
        /// Altogether.
        let day: Int

        static let keys = ["address", "request", "domain", "day"]

        init(_ section: ConfigurationSection) {
            func rate(_ key: String, _ fallback: Int) -> Int {
                section.value(key, default: fallback) { try $0.dailyRate() }
            }
            address = rate("address", 20)
            request = rate("request", 30)
            domain = rate("domain", 500)
            day = rate("day", 5000)
        }
    }

    /// How much the desk takes in.
    struct Limits: Sendable, Hashable {
        /// The largest message, in octets.
        let message: Int
        /// The most messages of one run; 0 means no limit.
        let messagesPerRun: Int

        static let keys = ["message", "messages-per-run"]

        init(_ section: ConfigurationSection) {
            message = section.value("message", default: 25 << 20) {
                try $0.byteCount(in: (64 << 10)...(100 << 20))
            }
            messagesPerRun = section.value("messages-per-run", default: 0) {
                try $0.integer(in: 0...1_000_000)
            }
        }
    }
}

extension ConfigurationSection {
    /// The period at `key` in seconds.
    func period(_ key: String, default fallback: Int64) -> Int64 {
        value(key, default: fallback) { try $0.period() }
    }
}
