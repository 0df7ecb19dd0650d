/// The difference of two texts, line by line, in the form that `diff -u` made usual.
struct LineDifference {
    /// Unchanged lines around a change.
    private static let context = 3

    private enum Step {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// Hunks: a line `@@ -1,4 +1,5 @@`, then lines that begin with a space, `-` or `+`.
    let lines: [String]

    init(_ old: String, _ new: String) {
        let steps = Self.steps(Self.split(old), Self.split(new))
        let changed = steps.indices.filter { index in
            if case .same = steps[index] { false } else { true }
        }
        var output: [String] = []
        var next = 0
        while next < changed.count {
            var last = next
            while last + 1 < changed.count, changed[last + 1] - changed[last] <= 2 * Self.context {
                last += 1
            }
            let range =
                max(0, changed[next] - Self.context)..<min(steps.count, changed[last] + Self.context + 1)
            output += Self.hunk(steps, range)
            next = last + 1
        }
        lines = output
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func steps(_ old: [String], _ new: [String]) -> [Step] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var steps: [Step] = []
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            if removed.contains(before) {
                steps.append(.removed(old[before]))
                before += 1
            } else if added.contains(after) || before >= old.count {
                steps.append(.added(new[after]))
                after += 1
            } else {
                steps.append(.same(old[before]))
                before += 1
                after += 1
            }
        }
        return steps
    }

    private static func hunk(_ steps: [Step], _ range: Range<Int>) -> [String] {
        var (before, after) = (1, 1)
        for step in steps[..<range.lowerBound] {
            switch step {
            case .same:
                before += 1
                after += 1
            case .removed: before += 1
            case .added: after += 1
            }
        }
        var (oldCount, newCount) = (0, 0)
        let body = steps[range].map { step in
            switch step {
            case .same(let line):
                oldCount += 1
                newCount += 1
                return " " + line
            case .removed(let line):
                oldCount += 1
                return "-" + line
            case .added(let line):
                newCount += 1
                return "+" + line
            }
        }
        // A side without lines is named by the line in front of it.
        let old = "\(oldCount == 0 ? before - 1 : before),\(oldCount)"
        let new = "\(newCount == 0 ? after - 1 : after),\(newCount)"
        return ["@@ -\(old) +\(new) @@"] + body
    }
}
