internal import Domain

/// What has to hold for octets that verified before anybody reads them as mail.
enum SignedContent {
    /// Refuses what is no MIME entity of its own. A signature over a letter or a list, made for another purpose with
    /// the same key, must not become a mail because somebody put it into one.
    static func check(_ content: [UInt8]) throws(SignedMailRefusal) {
        guard CanonicalLines.areCanonical(content) else { throw .malformedContent }
        let header: EntityHeader
        do throws(SignedMailRefusal) {
            header = try EntityHeader(of: content[...])
        } catch {
            throw error == .repeatedField ? error : .malformedContent
        }
        guard try header.value("content-type") != nil else { throw .malformedContent }
        guard !headerSpeaksOfSignatures(content[...]) else { throw .nestedSignature }
    }

    /// Whether the header section of `entity`, read with all leniency, holds the word without which no entity is signed
    /// or encrypted by S/MIME: `pkcs7-`, part of the media types as of the protocol.
    static func headerSpeaksOfSignatures(_ entity: ArraySlice<UInt8>) -> Bool {
        var start = entity.startIndex
        while start < entity.endIndex {
            let end = CanonicalLines.end(ofLineFrom: start, in: entity)
            let line = entity[start..<end]
            if line.isEmpty || line.elementsEqual([0x0D]) { return false }
            if holdsWord(line) { return true }
            start = end + 1
        }
        return false
    }

    private static let word = Array("pkcs7-".utf8)

    /// Whether ``word`` occurs in `line`, in any case.
    private static func holdsWord(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= word.count else { return false }
        return line.withUnsafeBufferPointer { line in
            for place in 0...(line.count - word.count) where line[place] | 0x20 == word[0] {
                if word.indices.allSatisfy({ line[place + $0] | 0x20 == word[$0] | 0x20 }) { return true }
            }
            return false
        }
    }
}
