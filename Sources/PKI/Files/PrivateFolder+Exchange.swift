internal import Glibc

extension PrivateFolder {
    /// Puts the file `successor` in the place of `name` in one step, and destroys what was there.
    ///
    /// Killed in between, the folder holds one of the two under `name`, whole; a second name of the old file may
    /// be left, which the next exchange removes.
    func exchange(_ successor: String, for name: String) throws(KeyFileError) {
        let former = Self.temporary(for: name)
        if unlinkat(descriptor, former, 0) != 0, errno != ENOENT { throw unwritable(name) }
        guard linkat(descriptor, name, descriptor, former, 0) == 0,
            renameat(descriptor, successor, descriptor, name) == 0
        else { throw unwritable(name) }
        try synchronize()
        try overwrite(former)
    }
}
