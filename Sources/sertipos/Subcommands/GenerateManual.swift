internal import ArgumentParser
internal import Domain

/// The manual page, for packages.
struct GenerateManual: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-manual", abstract: "Write the manual page to standard output.",
        discussion: "It is made from the commands themselves, in mdoc, for man and mandoc.",
        shouldDisplay: false)

    @Option(help: "The date in its foot, such as 2026-11-29.")
    var date: String

    func run() throws {
        guard let day = CivilDate(iso: date) else {
            throw ValidationError("'\(date)' is not a day; write it like 2026-11-29")
        }
        try ExitStatus.reporting {
            let month = DateWording.months(.english)[day.month - 1]
            let page = ManualPage(
                outline: try CommandOutline.read(SertiposCommand._dumpHelp()),
                date: "\(month) \(day.day), \(day.year)")
            Console.say(String(page.text.dropLast()))
        }
    }
}
