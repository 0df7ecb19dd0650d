/// The oldest version of a library whose known faults do not concern this program.
struct LibraryFloor {
    /// What the library is called.
    let name: String
    /// The packages that may hold it; Debian renamed some.
    let packages: [String]
    /// Debian's version with the fixes, for the upstream version it is based on.
    let debian: DebianVersion?
    /// The upstream version that has them all; `nil` if none is known.
    let upstream: DebianVersion?

    /// libcurl: faults of IMAP and SMTP were fixed up to 8.21.0, and carried back by Debian 12.
    static let curl = LibraryFloor(
        name: "libcurl", packages: ["libcurl4", "libcurl4t64"],
        debian: DebianVersion("7.88.1-10+deb12u15"), upstream: DebianVersion("8.21.0"))

    /// OpenSSL of the series 3.0; later series have floors of their own that this program does not know.
    static let openSSL = LibraryFloor(
        name: "OpenSSL", packages: ["libssl3", "libssl3t64"], debian: DebianVersion("3.0.19-1~deb12u2"),
        upstream: nil)

    /// Judges the version that runs, and the package it came from if one is installed.
    func judge(running: String, package: String?) -> HealthFinding {
        let check = LibrariesCheck.name
        let version = DebianVersion(running)
        if let upstream, version >= upstream { return .ok(check, "\(name) \(running)") }
        // A package of another upstream version is not what runs.
        let installed = package.map { DebianVersion($0) }.flatMap {
            $0.upstream == running ? $0 : nil
        }
        guard let debian, let series = series(of: running), series == self.series(of: debian.upstream) else {
            guard let debian, version < DebianVersion(debian.upstream) else {
                return .warn(
                    check, "\(name) \(package ?? running): this program knows no floor for that series",
                    remedy: "follow its security notices; see that updates are installed by themselves")
            }
            return tooOld(running)
        }
        if let installed {
            return installed < debian ? tooOld(installed.description) : .ok(check, "\(name) \(installed)")
        }
        let floor = DebianVersion(debian.upstream)
        if version < floor { return tooOld(running) }
        if version > floor { return .ok(check, "\(name) \(running)") }
        return .warn(
            check, "\(name) \(running): its package is not known, so neither are its fixes",
            remedy: "see that it is not older than \(debian)")
    }

    private func tooOld(_ version: String) -> HealthFinding {
        let wanted = [debian?.description, upstream?.description].compactMap(\.self)
        return .fail(
            LibrariesCheck.name, "\(name) \(version) has known faults",
            remedy: "install \(wanted.joined(separator: " or ")) or newer: apt-get update && apt-get upgrade")
    }

    /// `7.88` of `7.88.1`: Debian keeps to it within a release.
    private func series(of version: String) -> String? {
        let parts = version.split(separator: ".")
        return parts.count < 2 ? nil : parts.prefix(2).joined(separator: ".")
    }
}
