internal import Domain

extension Configuration {
    /// The people who decide, answer and administer.
    struct People: Sendable, Hashable {
        /// Registration Authority at the certification body.
        let registrationAuthority: EmailAddress
        /// Petugas Informasi dan Pengaduan.
        let officer: EmailAddress
        /// Whoever runs the desk.
        let administrator: EmailAddress

        static let keys = ["registration-authority", "officer", "administrator"]

        /// The people of `section`; nobody among them may be the desk itself, or it would write to itself.
        init?(_ section: ConfigurationSection, desk: Desk?) {
            func person(_ key: String, example: String) -> EmailAddress? {
                section.required(key, example: example) { node in
                    let address = try node.emailAddress()
                    if let desk, address.isSameMailbox(as: desk.address) {
                        throw node.error(
                            "people.\(key) is the desk's own address", remedy: "name the mailbox of a person")
                    }
                    return address
                }
            }
            let registrationAuthority = person("registration-authority", example: "ra@example.go.id")
            let officer = person("officer", example: "petugas@example.go.id")
            let administrator = person("administrator", example: "admin@example.go.id")
            guard let registrationAuthority, let officer, let administrator else { return nil }
            self.registrationAuthority = registrationAuthority
            self.officer = officer
            self.administrator = administrator
            for (role, address) in [("officer", officer), ("administrator", administrator)]
            where address.isSameMailbox(as: registrationAuthority) {
                section.problems.warn(
                    section.node("registration-authority").error(
                        "people.registration-authority and people.\(role) are the same mailbox",
                        remedy: "four eyes see more than two: let somebody else decide on requests"))
            }
        }
    }
}

extension EmailAddress {
    /// Whether mail to both arrives at the same place, whatever the subaddress (RFC 5233).
    func isSameMailbox(as other: EmailAddress) -> Bool {
        domain == other.domain && subaddress.user.lowercased() == other.subaddress.user.lowercased()
    }
}
