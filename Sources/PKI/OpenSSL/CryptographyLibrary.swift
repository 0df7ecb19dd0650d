internal import COpenSSL

/// The cryptographic library, for `doctor`.
public enum CryptographyLibrary {
    /// OpenSSL's version as the library itself says it, such as `3.0.19`; a distribution's revision is not in it.
    public static var version: String {
        guard let text = OpenSSL_version(OPENSSL_FULL_VERSION_STRING) else { return "" }
        return String(cString: text)
    }
}
