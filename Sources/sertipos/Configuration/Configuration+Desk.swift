internal import Domain

extension Configuration {
    /// The desk's name, address and habits.
    struct Desk: Sendable, Hashable {
        /// The office as people know it; stands in From and in every notice.
        let name: String
        /// Where people write to; without subaddress, because the desk adds its own.
        let address: EmailAddress
        /// The language of mail to people whose language is not known.
        let locale: Domain.Locale
        /// The zone of all dates in mail and of the working calendar.
        let zone: ServiceZone
        /// The fee statement of every notice.
        let fee: String
        /// Ways to complain besides the desk's own address, one line each.
        let channels: [String]

        static let keys = ["name", "address", "locale", "timezone", "fee", "channels"]

        init?(_ section: ConfigurationSection) {
            let name = section.required("name", example: "Layanan Sertifikat Elektronik") { try $0.line() }
            let address = section.required("address", example: "layanan@example.go.id") { node in
                let address = try node.emailAddress()
                guard address.subaddress.detail == nil else {
                    throw node.error(
                        "the desk's address must have no '+'",
                        remedy: "the desk adds its own '+code'; leave it out here")
                }
                return address
            }
            locale = section.value("locale", default: .indonesian) { try $0.word("locale") }
            zone = section.value("timezone", default: .wib) { try $0.serviceZone() }
            fee = section.value("fee", default: "Rp 0") { try $0.line() }
            channels = section.value("channels", default: []) { node in
                var lines: [String] = []
                for item in try node.list() { lines.append(try item.line()) }
                return lines
            }
            guard let name, let address else { return nil }
            self.name = name
            self.address = address
        }
    }
}
