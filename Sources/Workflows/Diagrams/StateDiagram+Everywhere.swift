import Domain

extension StateDiagram {
    /// One row of the table of what can happen anywhere; `nil` where nothing comes of it.
    private struct Row: Hashable {
        let next: String
        let told: String

        init?(_ occurrence: Occurrence, namingMover: Bool) {
            switch occurrence.result {
            case .ignored: return nil
            case .refused: (next, told) = ("refused", "–")
            case .led(let to, let people):
                let node = occurrence.node
                next = to == node ? "the same" : to.title
                told = words(people, mover: namingMover ? node.actor : nil)
            }
        }
    }

    /// Requests in which an event comes to the same wherever they stand in the same state.
    private struct Accord {
        var openings: [Opening]
        /// By state, so that another opening can be compared.
        var results: [Node: [Occurrence.Result]]
        var occurrences: [Occurrence]

        /// Takes in what the event comes to in another opening; `false` if it differs in a state both have.
        mutating func join(_ other: Accord) -> Bool {
            guard other.results.allSatisfy({ results[$0.key] == nil || results[$0.key] == $0.value }) else {
                return false
            }
            openings += other.openings
            results.merge(other.results) { former, _ in former }
            occurrences += other.occurrences
            return true
        }
    }

    /// What happens besides answers, summed up over all mechanisms: states that do the same share a row.
    static func everywhereTable(_ explorations: [Exploration]) -> String {
        let occurrences = explorations.flatMap(\.occurrences)
        let places = explorations.flatMap(\.places)
        let openings = unique(places.map(\.opening))
        let lines = unique(occurrences.map(\.event)).flatMap { event in
            accords(occurrences.filter { $0.event == event }).flatMap { accord in
                let title = requests(accord.openings, of: openings)
                let all = Set(places.filter { accord.openings.contains($0.opening) }.map(\.node))
                // Timers and links speak to whoever must move, ends to the same two people: the shorter way.
                let plain = rows(accord.occurrences, namingMover: false)
                let moving = rows(accord.occurrences, namingMover: true)
                return (moving.count < plain.count ? moving : plain).map { row, nodes in
                    "| \(event) | \(title) | \(states(nodes, of: all)) | \(row.next) | \(row.told) |"
                }
            }
        }
        let head = ["| Event | Request | In | Next | Who is told |", "|---|---|---|---|---|"]
        return (head + lines).joined(separator: "\n")
    }

    /// As few as say the truth about every opening.
    private static func accords(_ occurrences: [Occurrence]) -> [Accord] {
        var accords: [Accord] = []
        for opening in unique(occurrences.map(\.opening)) {
            let own = occurrences.filter { $0.opening == opening }
            let results = Dictionary(grouping: own, by: \.node).mapValues { $0.map(\.result) }
            let accord = Accord(openings: [opening], results: results, occurrences: own)
            if !accords.indices.contains(where: { accords[$0].join(accord) }) { accords.append(accord) }
        }
        return accords
    }

    private static func rows(_ occurrences: [Occurrence], namingMover: Bool) -> [(Row, Set<Node>)] {
        var rows: [(Row, Set<Node>)] = []
        for occurrence in occurrences {
            guard let row = Row(occurrence, namingMover: namingMover) else { continue }
            if let at = rows.firstIndex(where: { $0.0 == row }) {
                rows[at].1.insert(occurrence.node)
            } else {
                rows.append((row, [occurrence.node]))
            }
        }
        return rows
    }

    /// The requests, by the shorter list: those that are meant, or those that are not.
    private static func requests(_ openings: [Opening], of all: [Opening]) -> String {
        let others = all.filter { !openings.contains($0) }
        if others.isEmpty { return "any" }
        return others.count < openings.count ? "any but \(names(others, of: all))" : names(openings, of: all)
    }

    private static func names(_ openings: [Opening], of all: [Opening]) -> String {
        let names = openings.map { opening in
            let kin = all.filter { $0.mechanism == opening.mechanism }
            let isWhole = kin.allSatisfy(openings.contains)
            return isWhole ? opening.mechanism.rawValue : opening.title
        }
        return unique(names).joined(separator: ", ")
    }

    /// The states, by the shorter list.
    private static func states(_ nodes: Set<Node>, of all: Set<Node>) -> String {
        let others = all.subtracting(nodes)
        if others.isEmpty { return "every open state" }
        return others.count < nodes.count ? "every open state but \(names(others))" : names(nodes)
    }

    private static func names(_ nodes: Set<Node>) -> String {
        RequestState.openNames.flatMap { name in
            nodes.filter { $0.name == name }.map(\.title).sorted()
        }.joined(separator: ", ")
    }
}
