import Foundation

/// Looks for a secret in every file of a folder, in the forms in which programs write text.
enum SecretTrace {
    /// The files that hold `secret`, with the form in which they do.
    static func find(_ secret: String, in folder: URL) throws -> [String] {
        let needles = forms(of: secret)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var found: [String] = []
        for name in names.sorted() {
            let file = folder.appending(path: name)
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
            guard !isFolder.boolValue else { continue }
            let octets = try Data(contentsOf: file)
            for (form, needle) in needles where octets.range(of: needle) != nil {
                found.append("\(name): \(form)")
            }
        }
        return found
    }

    /// The secret as it stands; in UTF-16; percent-encoded; in base64 at each of the three places where it may
    /// begin, in both alphabets; quoted-printable; in hexadecimal.
    private static func forms(of secret: String) -> [(String, Data)] {
        let plain = Data(secret.utf8)
        var forms: [(String, Data)] = [
            ("plain", plain), ("upper case", Data(secret.uppercased().utf8)),
            ("UTF-16LE", Data(secret.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })),
            ("UTF-16BE", Data(secret.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })),
            ("percent", text(secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret)),
            ("quoted-printable", text(secret.replacing("=", with: "=3D"))),
            ("hex", text(plain.map { String(format: "%02x", $0) }.joined())),
            ("HEX", text(plain.map { String(format: "%02X", $0) }.joined())),
        ]
        for offset in 0..<3 {
            // Only the characters that follow from the secret alone, whatever stands beside it.
            let whole = (Data(repeating: 0, count: offset) + plain).base64EncodedString()
            let inner = whole.dropFirst(offset == 0 ? 0 : offset + 1)
                .prefix { $0 != "=" }.dropLast(2)
            forms.append(("base64+\(offset)", text(String(inner))))
            let url = inner.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
            forms.append(("base64url+\(offset)", text(String(url))))
        }
        return forms
    }

    private static func text(_ text: String) -> Data { Data(text.utf8) }
}
