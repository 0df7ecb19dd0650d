internal import ArgumentParser
internal import Domain

/// The stage that time drives, alone.
struct Remind: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fire what time brings: reminders, deadlines, warnings, notices before a certificate ends.",
        discussion: """
            A run does this every quarter of an hour by itself; here it is done at once. The mails leave with the \
            next run. Nothing is reminded of twice.

            After the clock has jumped, nothing is reminded of and nothing expires until somebody has looked: \
            then this command ends with 75. If the clock is right, say so with --confirm-clock.
            """)

    @Flag(name: .customLong("confirm-clock"), help: "The clock is right although it has jumped; go on.")
    var confirmClock = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var logging: LogOptions

    func run() throws {
        try StageCommand(
            name: "remind", stages: .remind, common: common, logging: logging, isRemindForced: true,
            isClockConfirmed: confirmClock
        ).run()
    }
}

/// The clock has jumped, so that nothing may expire.
struct ClockHeld: ClassifiedError {
    /// What to do about it.
    static let remark =
        "the clock has jumped; if it is right now, run `sertipos remind --confirm-clock`"

    var failureClass: FailureClass { .transient }
    var description: String { "nothing was reminded of and nothing expires: \(Self.remark)" }
}
