internal import ArgumentParser
internal import Domain
internal import Pipeline

/// One request as a timeline.
struct RequestShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one request as a timeline.",
        discussion: """
            Who is waited for, what is left of the promised time, then every event and every mail, by the clocks of the \
            desk. A mail that came in is named by the first letters of its digest, for `sertipos explain`.
            """)

    @Argument(
        help: "The request's number, such as SE-2026-000123-7.",
        completion: .custom(NumberCompletion.requests))
    var number: String

    @OptionGroup var common: CommonOptions

    func validate() throws { _ = try RequestNumber.argument(number) }

    func run() throws {
        let number = try RequestNumber.argument(number)
        try ExitStatus.reporting {
            let desk = try common.open()
            let (settings, now) = (desk.settings, desk.clock.now())
            let (timeline, standing) = try desk.ledger().read { view in
                guard let timeline = try RequestTimeline(number, in: view) else {
                    throw try UnknownRequest(number: number, in: view)
                }
                return (timeline, try RequestStanding(number, in: view, settings: settings, now: now))
            }
            if common.json { return try Console.say(json: timeline) }
            let times = DeskTimes(zone: settings.zone, now: now)
            let style = TerminalStyle.output
            let lines = (standing?.lines(style, times) ?? []) + [""] + timeline.lines(style, times)
            Console.say(lines.joined(separator: "\n"))
        }
    }
}
