internal import Domain

extension Configuration {
    /// How long things are kept, in seconds.
    struct Retention: Sendable, Hashable {
        /// The kinds of thing that go some day; the raw value is the key in `desk.yaml`.
        enum Class: String, Sendable, Hashable, CaseIterable {
            /// Mail that belongs to no request and no case, from the day it came.
            case incoming
            /// Mail set aside for a person, from the day it came.
            case quarantine
            /// Documents and identity data, from the end of the request or of its certificate.
            case evidence
            /// The applicant's name and mailbox in a request, from its end.
            case requests
            /// Mails, names and words of cases, from their last change.
            case cases
            /// Exported bundles, from the day they were made.
            case exports

            /// What holds unless configured otherwise, in seconds.
            var standard: Int64 {
                switch self {
                case .incoming: 30 * 86_400
                case .quarantine: 90 * 86_400
                case .evidence, .cases: 2 * 366 * 86_400
                case .requests: 7 * 366 * 86_400
                case .exports: 7 * 86_400
                }
            }
        }

        private let periods: [Class: Int64]

        static let keys = Class.allCases.map(\.rawValue)

        init(_ section: ConfigurationSection) {
            let pairs = Class.allCases.map { ($0, section.period($0.rawValue, default: $0.standard)) }
            periods = Dictionary(uniqueKeysWithValues: pairs)
        }

        /// How long things of `kind` are kept, in seconds.
        subscript(kind: Class) -> Int64 { periods[kind] ?? kind.standard }
    }
}
