internal import Domain
internal import MailTransport

extension Configuration {
    /// Who looks for malware in what people send.
    struct Scan: Sendable, Hashable {
        /// The clamd of this machine; `nil` when nobody looks.
        let clamd: ClamdAddress?

        static let keys = ["clamd"]

        init(_ section: ConfigurationSection) {
            clamd = section.value("clamd") { node in
                let text = try node.line()
                guard let address = ClamdAddress(text) else {
                    throw node.error(
                        "'\(text)' is not a socket of a clamd on this machine",
                        remedy: "write it like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310")
                }
                return address
            }
        }
    }
}
