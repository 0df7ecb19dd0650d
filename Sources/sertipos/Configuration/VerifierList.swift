internal import Domain

/// The people who may open requests: `cron/verifiers.csv` with the columns `email,name,agency,locale`.
struct VerifierList: Sendable {
    /// A registered verifier and the line that says so.
    struct Entry: Sendable, Hashable {
        /// The verifier.
        let verifier: Verifier
        /// The line in the file; `nil` if it was added since.
        let line: Int?
    }

    /// The file as messages name it.
    let file: String
    /// Everybody, in file order.
    private(set) var entries: [Entry]
    private var indices: [EmailAddress: Int]

    /// A list without anybody.
    init(file: String) {
        self.file = file
        entries = []
        indices = [:]
    }

    /// The verifiers, in file order.
    var verifiers: [Verifier] { entries.map(\.verifier) }

    /// Who writes from `address`, whatever its case, in constant time.
    subscript(address: EmailAddress) -> Verifier? { indices[address].map { entries[$0].verifier } }

    /// The list with one more verifier; refuses an address that is in it.
    func adding(_ verifier: Verifier) throws(DocumentError) -> VerifierList {
        var list = self
        try list.append(Entry(verifier: verifier, line: nil))
        return list
    }

    /// The list without the verifier at `address`; refuses one that is not in it.
    func removing(_ address: EmailAddress) throws(DocumentError) -> VerifierList {
        guard indices[address] != nil else {
            throw DocumentError(file: file, problem: "\(address) is not registered")
        }
        var list = VerifierList(file: file)
        for entry in entries where entry.verifier.address != address { try list.append(entry) }
        return list
    }

    /// The list with everybody of `other`: new ones at the end, known ones with their new data in their place.
    func importing(_ other: VerifierList) -> (list: VerifierList, added: [Verifier], changed: [Verifier]) {
        var list = self
        var added: [Verifier] = []
        var changed: [Verifier] = []
        for verifier in other.verifiers {
            let entry = Entry(verifier: verifier, line: nil)
            if let index = list.indices[verifier.address] {
                guard list.entries[index].verifier != verifier else { continue }
                list.entries[index] = entry
                changed.append(verifier)
            } else {
                list.indices[verifier.address] = list.entries.count
                list.entries.append(entry)
                added.append(verifier)
            }
        }
        return (list, added, changed)
    }

    /// Verifiers who also hold a role that checks them, or who are the desk itself: four eyes must be two people.
    func conflicts(with configuration: Configuration) -> [DocumentError] {
        let roles = [
            (configuration.desk.address, "the desk's own address"),
            (configuration.people.registrationAuthority, "the Registration Authority"),
        ]
        return entries.flatMap { entry in
            roles.filter { entry.verifier.address.isSameMailbox(as: $0.0) }.map { _, role in
                DocumentError(
                    file: file, line: entry.line, problem: "verifier \(entry.verifier.address) is \(role)",
                    remedy: "nobody may check their own requests: register somebody else")
            }
        }
    }

    /// Adds `entry` at the end; refuses an address that is in the list.
    mutating func append(_ entry: Entry) throws(DocumentError) {
        let address = entry.verifier.address
        if let index = indices[address] {
            let place = entries[index].line.map { " on line \($0)" } ?? ""
            throw DocumentError(
                file: file, line: entry.line, problem: "\(address) is registered already\(place)",
                remedy: "keep one line for each address")
        }
        indices[address] = entries.count
        entries.append(entry)
    }
}
