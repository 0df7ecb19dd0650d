extension SecretOctets {
    /// The first line of the file at `path`, without its line break: how passphrases are kept.
    ///
    /// The file must be plain, of the desk's own user and closed to all others (mode 0600). Errors are
    /// ``KeyFileError``; an empty line is `corrupt`.
    public static func firstLine(ofFile path: String) throws -> SecretOctets {
        let content = try PlainFile.read(path, isSecret: true)
        let line = content.withUnsafeBytes { octets in
            SecretOctets(octets.prefix { $0 != 0x0A && $0 != 0x0D })
        }
        guard line.count > 0 else {
            throw KeyFileError(.corrupt, path, detail: "its first line is empty")
        }
        return line
    }
}
