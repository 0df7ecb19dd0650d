public import Domain
import Glibc

/// Bundles are folders in `exports/` that hold what is known of one request in the open, so they go soon. Their
/// names end in the moment they were made: `SE-2026-000123-7-20261129T051251Z`.
extension SpoolDirectory {
    /// The end of the name of a bundle made at `moment`.
    public static func bundleSuffix(_ moment: Timestamp) -> String {
        "-" + moment.description.filter { $0 != "-" && $0 != ":" }
    }

    /// Destroys the bundles that were made before `moment`: their files are overwritten and unlinked. Returns how
    /// many. May be repeated.
    public func purgeBundles(before moment: Timestamp) throws -> Int {
        try refuseAfterFailure()
        let names = try bundles(before: moment)
        for name in names {
            let bundle = try SpoolFolder(name, in: exportFolder)
            for file in try bundle.entries() where try bundle.contains(file) { try destroy(file, in: bundle) }
            guard unlinkat(exportFolder.descriptor, name, AT_REMOVEDIR) == 0 else {
                throw SpoolError.system("remove", "\(exportFolder.path)/\(name)")
            }
        }
        if !names.isEmpty { try flushing { () throws(SpoolError) in try exportFolder.synchronize() } }
        return names.count
    }

    /// How many bundles were made before `moment`.
    public func countBundles(before moment: Timestamp) throws -> Int { try bundles(before: moment).count }

    private func bundles(before moment: Timestamp) throws(SpoolError) -> [String] {
        let end = Self.bundleSuffix(moment)
        var bundles: [String] = []
        for name in try exportFolder.entries() {
            let suffix = String(name.suffix(end.utf8.count))
            guard Self.isBundleSuffix(suffix), suffix < end else { continue }
            var status = stat()
            guard fstatat(exportFolder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                throw .system("examine", "\(exportFolder.path)/\(name)")
            }
            if status.st_mode & S_IFMT == S_IFDIR { bundles.append(name) }
        }
        return bundles
    }

    /// Hyphen, date, `T`, time, `Z`.
    private static func isBundleSuffix(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        guard octets.count == 17, octets[0] == 0x2D, octets[9] == 0x54, octets[16] == 0x5A else {
            return false
        }
        return (octets[1..<9] + octets[10..<16]).allSatisfy { (0x30...0x39).contains($0) }
    }
}
