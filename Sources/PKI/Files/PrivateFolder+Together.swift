internal import Glibc

/// Files that belong together and come into being all or not at all, whatever interrupts the work: they are
/// written into `.making`, which in one step becomes `.made`, from where they go to their places.
extension PrivateFolder {
    private static let making = ".making"
    private static let made = ".made"

    /// Makes `files` durably, the last one last: once it is there, all are. Refuses to replace one.
    func createTogether(_ files: [(name: String, content: SecretOctets)]) throws(KeyFileError) {
        for file in files where holds(file.name) { throw KeyFileError(.exists, place(file.name)) }
        let staging = try PrivateFolder(making: place(Self.making))
        // An earlier attempt got no further.
        for name in try staging.names() { try staging.remove(name) }
        for file in files { try staging.create(file.name, file.content) }
        guard renameat(descriptor, Self.making, descriptor, Self.made) == 0 else {
            throw unwritable(Self.made)
        }
        try synchronize()
        _ = try finishTogether(files.map(\.name))
    }

    /// Brings the files of an interrupted ``createTogether(_:)`` to their places; `false` if there was none, or
    /// if it did not get far enough to be finished.
    func finishTogether(_ names: [String]) throws(KeyFileError) -> Bool {
        guard holds(Self.made) else { return false }
        let staging = try PrivateFolder(opening: place(Self.made))
        var isUnfinished = false
        for name in names where staging.holds(name) {
            guard !holds(name) else { throw KeyFileError(.exists, place(name)) }
            guard renameat(staging.descriptor, name, descriptor, name) == 0 else { throw unwritable(name) }
            // Each name is safe before the next one goes, so that the last one really comes last.
            try synchronize()
            isUnfinished = true
        }
        guard unlinkat(descriptor, Self.made, AT_REMOVEDIR) == 0 else { throw unwritable(Self.made) }
        try synchronize()
        return isUnfinished
    }

    private func remove(_ name: String) throws(KeyFileError) {
        guard unlinkat(descriptor, name, 0) == 0 else { throw unwritable(name) }
    }
}
