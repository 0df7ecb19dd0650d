public import Domain
import Glibc

extension SpoolDirectory: ExportFolder {
    /// Makes `octets` durable under `name` in `exports/`: whoever reads it sees the old file or the new one, whole.
    ///
    /// A name has letters, digits, `.` and `-` of ASCII, at most 255, and no `.` in front; else `misuse`.
    public func export(_ octets: [UInt8], as name: String) throws {
        try refuseAfterFailure()
        try Self.checkExportName(name)
        // A folder or link that stands there is not ours to replace.
        _ = try exportFolder.contains(name)
        try install(octets, as: name, in: exportFolder)
    }

    /// Makes `octets` durable under `name` beside the folders of the spool, for the program alone; otherwise like
    /// ``export(_:as:)``.
    public func keep(_ octets: [UInt8], as name: String) throws {
        try refuseAfterFailure()
        try Self.checkExportName(name)
        _ = try root.contains(name)
        try install(octets, as: name, in: root)
    }

    /// What lies under `name` in `exports/`, if anything does.
    public func exported(_ name: String) throws -> [UInt8]? {
        try Self.checkExportName(name)
        guard try exportFolder.contains(name) else { return nil }
        return try exportFolder.openFile(name, flags: O_RDONLY).readAll()
    }

    private static func checkExportName(_ name: String) throws(SpoolError) {
        let isPlain = name.utf8.allSatisfy { octet in
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isPlain, (1...255).contains(name.utf8.count), name.utf8.first != UInt8(ascii: ".") else {
            throw SpoolError(.misuse, "a file of the spool needs a plain name")
        }
    }
}
