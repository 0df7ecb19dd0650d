internal import Domain
internal import Spool

/// The last version of the texts that passed every check: one file in the spool, replaced in one step.
///
/// Its first line names format, digest and moment; then each text follows behind a line with its length in
/// octets and its path. The digest covers all that follows the first line, so that a damaged version never
/// serves.
struct AcceptedTemplates: Sendable {
    /// A version that passed.
    struct Version: Sendable {
        let set: TemplateSet
        let digest: Digest
        /// When a run first worked with it.
        let acceptedAt: Timestamp
    }

    /// The file.
    let path: String
    let digesting: any Digesting

    private static let format = "sertipos-templates 1"
    /// Far above all texts together, each of which is below 1 MiB.
    private static let sizeLimit = 64 << 20

    /// The digest that names this version of the texts.
    func digest(of set: TemplateSet) -> Digest { digesting.digest(Self.octets(of: set)) }

    /// Whether the accepted version has this digest; its texts are not read.
    func holds(_ digest: Digest) throws -> Bool {
        guard let octets = try DurableFile.read(path, limit: Self.sizeLimit) else { return false }
        return octets.starts(with: "\(Self.format) \(digest.hex) ".utf8)
    }

    /// The accepted version, or `nil` if there is none. Throws if the file is not as it was written.
    func version() throws -> Version? {
        guard let octets = try DurableFile.read(path, limit: Self.sizeLimit) else { return nil }
        let head = octets.prefix { $0 != 0x0A }
        let words = String(decoding: head, as: UTF8.self).split(separator: " ")
        let body = octets.dropFirst(head.count + 1)
        guard words.count == 4, words[0...1].joined(separator: " ") == Self.format,
            let digest = Digest(hex: words[2]), let seconds = Int64(words[3]),
            digesting.digest(Array(body)) == digest, let files = Self.files(in: body)
        else {
            throw SpoolError(
                .damaged, "\(path) is not as it was written",
                remedy: "remove it; the next run without mistakes in mail-templates writes it anew")
        }
        return Version(
            set: TemplateSet(files: files), digest: digest, acceptedAt: Timestamp(seconds: seconds))
    }

    /// Makes `set` the accepted version in the spool that holds the file; when this returns, power may fail.
    func keep(_ set: TemplateSet, at now: Timestamp, in spool: SpoolDirectory) throws {
        let body = Self.octets(of: set)
        let head = "\(Self.format) \(digesting.digest(body).hex) \(now.seconds)\n"
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try spool.keep(Array(head.utf8) + body, as: name)
    }

    private static func octets(of set: TemplateSet) -> [UInt8] {
        var octets: [UInt8] = []
        for (name, text) in set.files.sorted(by: { $0.key < $1.key }) {
            octets += "\(text.utf8.count) \(name)\n".utf8
            octets += text.utf8
            octets.append(0x0A)
        }
        return octets
    }

    private static func files(in octets: ArraySlice<UInt8>) -> [String: String]? {
        var files: [String: String] = [:]
        var rest = octets
        while !rest.isEmpty {
            let head = rest.prefix { $0 != 0x0A }
            let words = String(decoding: head, as: UTF8.self).split(separator: " ", maxSplits: 1)
            rest = rest.dropFirst(head.count + 1)
            guard words.count == 2, let length = Int(words[0]), length >= 0, length < rest.count,
                let text = String(validating: rest.prefix(length), as: UTF8.self)
            else { return nil }
            files[String(words[1])] = text
            rest = rest.dropFirst(length + 1)
        }
        return files
    }
}
