internal import ArgumentParser
internal import Domain

/// The people who may open requests.
struct VerifierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verifier", abstract: "List, add, remove or import the people who may open requests.",
        discussion: """
            They stand in cron/verifiers.csv, which may as well be edited by hand or with a spreadsheet. These \
            commands keep the lines, columns and separators that are there.
            """,
        subcommands: [VerifierListing.self, VerifierAdd.self, VerifierRemove.self, VerifierImport.self],
        defaultSubcommand: VerifierListing.self)
}

/// Everybody, in file order.
struct VerifierListing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the verifiers in the order of the file.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let list = try VerifierList.load(path: common.open().folder.verifiers)
            let verifiers = list.verifiers.map { ListedVerifier($0) }
            if common.json { return try Console.say(json: verifiers) }
            for verifier in verifiers { Console.say(verifier.description) }
            if verifiers.isEmpty, Console.isTerminal { Console.complain("no verifiers") }
        }
    }
}

/// Registers one more.
struct VerifierAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Register a verifier.")

    @Argument(help: "Where the verifier writes from.")
    var address: String

    @Option(help: "The verifier's name.")
    var name: String

    @Option(help: "The agency the verifier speaks for.")
    var agency: String

    @Option(help: "The language the verifier is written to in: id or en.")
    var locale = "id"

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let verifier = try makeVerifier()
        try ExitStatus.reporting {
            try VerifierChange.carryOut(trial, common) { list, _ in
                VerifierChange.Result(list: try list.adding(verifier), added: [verifier])
            }
        }
    }

    /// The verifier these options describe.
    func makeVerifier() throws -> Verifier {
        guard let address = EmailAddress(address) else {
            throw ValidationError("'\(address)' is not a mail address; write it like budi@example.go.id")
        }
        guard let locale = Domain.Locale(rawValue: locale) else {
            throw ValidationError("no locale '\(locale)'; write id or en")
        }
        for (option, text) in [("name", name), ("agency", agency)] {
            let scalars = text.unicodeScalars
            guard scalars.contains(where: { !$0.properties.isWhitespace }),
                !scalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw ValidationError("--\(option) is empty, or holds control characters") }
        }
        return Verifier(address: address, name: name, agency: agency, locale: locale)
    }
}

/// Takes one off the list.
struct VerifierRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a verifier off the list.",
        discussion: """
            Nobody can open requests from the address any more. Requests that are open go on, and links that were \
            sent stay usable; the command names them.
            """)

    @Argument(help: "The verifier's address.")
    var address: String

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let address = EmailAddress(address) else {
            throw ValidationError("'\(address)' is not a mail address")
        }
        try ExitStatus.reporting {
            try VerifierChange.carryOut(trial, common) { list, live in
                let left = try list.removing(address)
                var open = RequestFilter()
                open.verifier = address
                open.isOpen = true
                let requests = try live.ledger().read { try $0.requests(open) }
                return VerifierChange.Result(
                    list: left, removed: [list[address]].compactMap(\.self),
                    warnings: requests.isEmpty ? [] : [Self.warning(requests)])
            }
        }
    }

    private static func warning(_ requests: [RequestRecord]) -> String {
        let numbers = requests.prefix(20).map(\.number.description).joined(separator: ", ")
        let rest = requests.count > 20 ? " and more" : ""
        let count = requests.count.counted("open request")
        return "\(count) of this verifier: \(numbers)\(rest); links that were sent stay usable, "
            + "`sertipos request cancel NUMBER` ends a request"
    }
}

/// Merges a list into the one that is there.
struct VerifierImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Merge a CSV file of verifiers into the list.",
        discussion: """
            The file has the columns email,name,agency,locale in any order, separated by commas, semicolons or \
            tabs. New people are added at the end, known ones get their new data, nobody is removed. All faults \
            come at once, with their lines, and then nothing is changed.
            """)

    @Argument(help: "The CSV file.")
    var file: String

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            try VerifierChange.carryOut(trial, common) { list, _ in
                let (merged, added, changed) = list.importing(try VerifierList.load(path: file))
                return VerifierChange.Result(list: merged, added: added, changed: changed)
            }
        }
    }
}
