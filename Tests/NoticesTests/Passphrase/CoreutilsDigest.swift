import Domain
import Foundation

/// SHA-256 by `sha256sum`: the room of cryptography is not this one's to import.
struct CoreutilsDigest: Digesting {
    func digest(_ bytes: UnsafeRawBufferPointer) -> Digest { Self.sum(Data(bytes)) }

    func makeHasher() -> any IncrementalDigest { Running() }

    private struct Running: IncrementalDigest {
        private var octets = Data()
        mutating func update(_ bytes: UnsafeRawBufferPointer) { octets += Data(bytes) }
        mutating func finalize() -> Digest { CoreutilsDigest.sum(octets) }
    }

    private static func sum(_ octets: Data) -> Digest {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
            // A page's parts are shorter than what a pipe holds.
            try input.fileHandleForWriting.write(contentsOf: octets)
            try input.fileHandleForWriting.close()
            let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            guard let digest = Digest(hex: text.prefix(64)) else { preconditionFailure("sha256sum: \(text)") }
            return digest
        } catch {
            preconditionFailure("sha256sum: \(error)")
        }
    }
}
