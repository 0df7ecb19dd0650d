internal import CCurl

/// The library that carries mail, for `doctor`.
public enum TransportLibrary {
    /// libcurl's version as the library itself says it, such as `7.88.1`; a distribution's revision is not in it.
    public static var version: String {
        // `libcurl/7.88.1 OpenSSL/3.0.19 …`
        guard let text = curl_version() else { return "" }
        let words = String(cString: text).split(whereSeparator: { $0 == " " || $0 == "/" })
        return words.count > 1 ? String(words[1]) : ""
    }
}
