internal import Domain
internal import Spool
internal import Synchronization

/// What staff edit, read once: the stages of a run share it, and none sees half of an edit.
///
/// A version that does not pass the check is never used: the last one that did serves instead.
final class TemplateShelf: Sendable {
    typealias Content = TemplateSet.Content

    /// An edit that is not in use.
    struct Refusal: Sendable {
        /// Every mistake in it, in file order.
        let problems: [DocumentError]
        /// Its digest.
        let version: Digest
        /// When the version that serves instead was accepted.
        let servingSince: Timestamp
    }

    private struct Reading {
        let content: Content
        /// The set, if it passed and is not the accepted version yet.
        var new: TemplateSet?
        var refusal: Refusal?
    }

    private let folder: TemplateFolder
    private let accepted: AcceptedTemplates
    private let reading = Mutex<Reading?>(nil)

    init(_ folder: TemplateFolder, accepted: AcceptedTemplates) {
        self.folder = folder
        self.accepted = accepted
    }

    /// The content; read at the first call, and again only if that failed. Throws ``UnusableTemplates`` if it has
    /// mistakes and no version was accepted before.
    func read() throws -> Content {
        try reading.withLock { reading in
            if let reading { return reading.content }
            let fresh = try look()
            reading = fresh
            return fresh.content
        }
    }

    /// The edit that is not in use, if the texts were read and refused.
    var refusal: Refusal? { reading.withLock { $0?.refusal } }

    /// Makes the texts that were read the accepted version, unless they are it already. For whoever holds the
    /// run lock.
    func keep(at now: Timestamp, in spool: SpoolDirectory) throws {
        try reading.withLock { reading in
            guard let new = reading?.new else { return }
            try accepted.keep(new, at: now, in: spool)
            reading?.new = nil
        }
    }

    private func look() throws -> Reading {
        let set = folder.read()
        let digest = accepted.digest(of: set)
        // What passed once is not checked at every run; a newer program may still refuse it.
        if set.unreadable.isEmpty, try accepted.holds(digest), let content = try? set.content() {
            return Reading(content: content)
        }
        let problems = set.problems()
        if problems.isEmpty { return Reading(content: try set.content(), new: set) }
        guard let version = try accepted.version(), let content = try? version.set.content() else {
            throw UnusableTemplates(problems: problems)
        }
        let refusal = Refusal(problems: problems, version: digest, servingSince: version.acceptedAt)
        return Reading(content: content, refusal: refusal)
    }
}

/// Texts were edited and have mistakes. Mail goes on in the words of the last accepted version.
struct TemplatesRefused: ClassifiedError {
    let refusal: TemplateShelf.Refusal
    var failureClass: FailureClass { .permanent }
    var description: String {
        """
        mail-templates has mistakes; mail goes on in the words accepted at \(refusal.servingSince), until they are \
        mended:
        \(refusal.problems.map(\.description).joined(separator: "\n"))
        """
    }
}
