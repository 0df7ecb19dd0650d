internal import Domain

extension Configuration {
    /// What the service promises.
    struct Service: Sendable, Hashable {
        /// Working days within which a request is to be done, 1 to 3.
        let promisedDays: Int
        /// Seconds within which a revocation is to be done.
        let revocation: Int64
        /// From how many seconds before its end a certificate may be renewed.
        let renewalWindow: Int64
        /// For how many seconds after its end it may still be renewed.
        let renewalGrace: Int64
        /// Seconds after which a revocation list is replaced.
        let revocationList: Int64

        static let keys = [
            "promised-days", "revocation", "renewal-window", "renewal-grace", "revocation-list",
        ]

        init(_ section: ConfigurationSection) {
            promisedDays = section.value("promised-days", default: 3) { try $0.integer(in: 1...3) }
            revocation = section.period("revocation", default: 86_400)
            renewalWindow = section.period("renewal-window", default: 90 * 86_400)
            renewalGrace = section.period("renewal-grace", default: 30 * 86_400)
            revocationList = section.period("revocation-list", default: 7 * 86_400)
        }
    }
}
