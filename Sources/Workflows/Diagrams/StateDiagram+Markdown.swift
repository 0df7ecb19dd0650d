import Domain

extension StateDiagram {
    /// A Mermaid diagram of these passages; edges between the same two states are one.
    static func mermaid(_ passages: [Passage]) -> String {
        var edges: [(from: String, to: String, events: [String])] = []
        for passage in passages {
            let from = passage.from.map(\.name) ?? "[*]"
            let to = identifier(passage.to)
            let at = edges.firstIndex { $0.from == from && $0.to == to } ?? edges.endIndex
            if at == edges.endIndex { edges.append((from, to, [])) }
            if !edges[at].events.contains(passage.event) { edges[at].events.append(passage.event) }
        }
        var ends: [String] = []
        for end in passages.map(\.to) where end.isClosed && !ends.contains(identifier(end)) {
            ends.append(identifier(end))
        }
        let lines =
            edges.map { "    \($0.from) --> \($0.to) : \($0.events.joined(separator: " / "))" }
            + ends.map { "    \($0) --> [*]" }
        return (["```mermaid", "stateDiagram-v2"] + lines + ["```"]).joined(separator: "\n")
    }

    /// Mermaid's identifiers have no dots.
    private static func identifier(_ node: Node) -> String {
        node.isClosed ? String(node.name.drop { $0 != "." }.dropFirst()) : node.name
    }

    /// The same passages as a table, with who is told.
    static func table(_ passages: [Passage]) -> String {
        var rows: [(passage: Passage, next: [String])] = []
        for passage in passages {
            let same = rows.firstIndex { $0.passage.isTold(like: passage) }
            let title = passage.to == passage.from ? "the same" : passage.to.title
            if let same { rows[same].next.append(title) } else { rows.append((passage, [title])) }
        }
        let lines = rows.map { passage, next in
            let from = passage.from.map(\.title) ?? "–"
            let mover = passage.from.map { $0.actor.map(word) ?? "desk" } ?? "–"
            let next = next.joined(separator: " or ")
            return "| \(from) | \(mover) | \(passage.event) | \(next) | \(words(passage.told)) |"
        }
        let head = ["| State | Whose move | Event | Next | Who is told |", "|---|---|---|---|---|"]
        return (head + lines).joined(separator: "\n")
    }

    /// What is told to whom; people who are told the same stand together.
    static func words(_ told: [Telling], mover: Role? = nil) -> String {
        var groups: [(announcement: String, people: [String])] = []
        for telling in told {
            let person = telling.role == mover ? "whoever must move" : word(telling.role)
            if let at = groups.firstIndex(where: { $0.announcement == telling.announcement }) {
                let former = groups[at].people.firstIndex(of: person)
                if let former {
                    groups[at].people[former] += " twice"
                } else {
                    groups[at].people.append(person)
                }
            } else {
                groups.append((telling.announcement, [person]))
            }
        }
        let parts = groups.map { "\($0.people.joined(separator: ", ")): `\($0.announcement)`" }
        return parts.isEmpty ? "nobody" : parts.joined(separator: "; ")
    }
}

extension StateDiagram.Passage {
    /// Whether both say the same of one event, but for where variants of one state go.
    fileprivate func isTold(like other: Self) -> Bool {
        from == other.from && event == other.event && told == other.told && to.name == other.to.name
    }
}

extension StateDiagram.Node {
    /// Whether the request is over.
    var isClosed: Bool { name.hasPrefix("closed.") }
}
