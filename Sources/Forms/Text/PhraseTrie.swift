/// Many known phrases, matched at one place of a text in one walk.
///
/// Phrases and text are compared folded (see ``FoldedWords``), so one walk costs at most the length of the
/// longest phrase plus the separators it steps over, which are bounded as well.
struct PhraseTrie: Sendable {
    /// A match that may be the right one: what was found and where it ends.
    struct Match {
        let value: Int
        let end: Int
    }

    private struct Node {
        let octet: UInt8
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        var value: Int32 = -1
    }

    private var nodes = [Node(octet: 0)]
    private var roots = [Int32](repeating: -1, count: 256)
    /// No more separators than this are stepped over between two words.
    private static let longestGap = 24

    /// Adds `phrase`; the value stored before under the same folded phrase, if any, is returned and kept.
    @discardableResult
    mutating func insert(_ phrase: String, value: Int) -> Int? {
        var place = 0
        let octets = FoldedWords.octets(PlainText.folded(phrase).utf8)
        for (index, octet) in octets.enumerated() {
            place =
                child(of: place, octet, atRoot: index == 0) ?? append(octet, to: place, atRoot: index == 0)
        }
        guard place != 0 else { return nil }
        if nodes[place].value >= 0 { return Int(nodes[place].value) }
        nodes[place].value = Int32(truncatingIfNeeded: value)
        return nil
    }

    /// Whether a phrase can begin with `octet`.
    @inline(__always)
    func canBegin(with octet: UInt8) -> Bool { roots[Int(Octet.lowered(octet))] >= 0 }

    /// Walks from `start` and hands every phrase that ends at a word's end to `accept`, longest last; the
    /// last match for which `accept` returned a result wins.
    @inline(__always)
    func longest<Result>(
        in octets: [UInt8], from start: Int, to limit: Int, accept: (Match) -> Result?
    ) -> Result? {
        var best: Result?
        var position = start
        var place = 0
        while position < limit {
            var octet = octets[position]
            var next = position + 1
            if Octet.isSeparator(octet) || octet == Octet.newline {
                guard let end = gap(in: octets, from: position, to: limit) else { return best }
                octet = Octet.space
                next = end
            }
            guard let following = child(of: place, Octet.lowered(octet), atRoot: place == 0) else {
                return best
            }
            place = following
            position = next
            if nodes[place].value >= 0, position >= limit || !Octet.isWord(octets[position]) {
                if let result = accept(Match(value: Int(nodes[place].value), end: position)) { best = result }
            }
        }
        return best
    }

    /// The end of a run of separators: at most two line ends with quote markers after them.
    private func gap(in octets: [UInt8], from start: Int, to limit: Int) -> Int? {
        var position = start
        var lineEnds = 0
        while position < limit {
            let octet = octets[position]
            if octet == Octet.newline {
                lineEnds += 1
                if lineEnds > 2 { return nil }
            } else if octet == Octet.greater, lineEnds > 0 {
                // A quote marker at the start of the next line.
            } else if !Octet.isSeparator(octet) {
                return position
            }
            position += 1
            if position - start > Self.longestGap { return nil }
        }
        return nil
    }

    @inline(__always)
    private func child(of place: Int, _ octet: UInt8, atRoot: Bool) -> Int? {
        if atRoot {
            let node = roots[Int(octet)]
            return node >= 0 ? Int(node) : nil
        }
        var node = nodes[place].firstChild
        while node >= 0 {
            if nodes[Int(node)].octet == octet { return Int(node) }
            node = nodes[Int(node)].nextSibling
        }
        return nil
    }

    private mutating func append(_ octet: UInt8, to place: Int, atRoot: Bool) -> Int {
        let index = nodes.count
        var node = Node(octet: octet)
        if atRoot {
            roots[Int(octet)] = Int32(truncatingIfNeeded: index)
        } else {
            node.nextSibling = nodes[place].firstChild
            nodes[place].firstChild = Int32(truncatingIfNeeded: index)
        }
        nodes.append(node)
        return index
    }
}
