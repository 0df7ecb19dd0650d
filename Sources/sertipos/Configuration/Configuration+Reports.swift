internal import Domain

extension Configuration {
    /// When the administrator gets reports.
    struct Reports: Sendable, Hashable {
        /// On which day of the week, 1 (Monday) to 7; `nil`: never.
        let weekday: Int?
        /// On which day of the month, 1 to 28; `nil`: never.
        let dayOfMonth: Int?
        /// From which hour on, 0 to 23.
        let hour: Int

        static let keys = ["weekly", "monthly", "hour"]

        private enum Weekday: String, CaseIterable {
            case monday, tuesday, wednesday, thursday, friday, saturday, sunday, never
        }

        init(_ section: ConfigurationSection) {
            let weekday: Weekday = section.value("weekly", default: .monday) { try $0.word("day") }
            self.weekday =
                weekday == .never ? nil : Weekday.allCases.firstIndex(of: weekday).map { $0 + 1 }
            dayOfMonth = section.value("monthly", default: 1) { node in
                // `never` in words, so that nobody has to guess what 0 means.
                if case .scalar("never") = node.content { return nil }
                return try node.integer(in: 1...28)
            }
            hour = section.value("hour", default: 7) { try $0.integer(in: 0...23) }
        }
    }
}
