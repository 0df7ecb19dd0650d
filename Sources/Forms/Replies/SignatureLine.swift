/// Lines after which nothing is said any more.
enum SignatureLine {
    /// Whether the line is the delimiter `-- ` (RFC 3676 section 4.3); many programs lose the space.
    static func isDelimiter(_ octets: ArraySlice<UInt8>) -> Bool {
        octets.elementsEqual([Octet.hyphen, Octet.hyphen]) || octets.elementsEqual("---".utf8)
            || octets.elementsEqual("\u{2014}".utf8)
    }

    /// Whether the line is what phones add: `Dikirim dari iPhone saya`, `Sent from my iPhone`.
    static func isDeviceLine(_ octets: ArraySlice<UInt8>) -> Bool {
        guard (10...90).contains(octets.count), let first = octets.first else { return false }
        guard "dtusgevi".utf8.contains(Octet.lowered(first)) else { return false }
        var lowered = octets.map(Octet.lowered)
        while let last = lowered.last, last == Octet.dot || last == Octet.asterisk { lowered.removeLast() }
        guard openings.contains(where: { lowered.starts(with: $0) }) else { return false }
        let words = lowered.split { Octet.isBlank($0) }
        return words.count <= 8 && !lowered.contains(Octet.comma) && !lowered.contains(0x3F)
    }

    static let openings: [[UInt8]] = [
        "dikirim dari ", "dikirim melalui ", "dikirim dengan ", "dikirim lewat ", "terkirim dari ",
        "dapatkan outlook untuk ", "unduh outlook untuk ", "sent from ", "sent via ", "sent with ",
        "get outlook for ", "sent using ", "envoyé ", "enviado desde ", "enviado do ", "von meinem ",
        "gesendet von ",
        "verstuurd vanaf ", "skickat från ", "sendt fra ", "inviato da ",
    ].map { Array($0.utf8) }

    /// Whether a letter ends here: `Terima kasih`, `Hormat kami`, `Best regards`.
    static func isClosing(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count <= 120 else { return false }
        let words = FoldedWords.octets(octets)
        return closings.contains { closing in
            words.starts(with: closing)
                && (words.count == closing.count || !Octet.isWord(words[closing.count]))
        }
    }

    static let closings: [[UInt8]] = [
        "terima kasih", "terimakasih", "trims", "makasih", "matur nuwun", "hatur nuhun", "salam",
        "hormat kami",
        "hormat saya", "wassalam", "wassalamu'alaikum", "wassalamualaikum", "wassalamu alaikum", "demikian",
        "atas perhatian", "atas perhatiannya", "atas kerja sama", "atas kerjasama", "atas bantuan",
        "best regards", "kind regards", "regards", "thanks", "thank you", "sincerely", "yours", "cheers",
        "mohon bantuan", "mohon segera", "mohon dapat",
    ].map { Array($0.utf8) }

    /// Whether the line greets: `Yth. …`, `Assalamu'alaikum`, `Dear …`.
    static func isGreeting(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count <= 160 else { return false }
        let words = FoldedWords.octets(octets)
        return greetings.contains { greeting in
            words.starts(with: greeting)
                && (words.count == greeting.count || !Octet.isWord(words[greeting.count]))
        }
    }

    private static let greetings: [[UInt8]] = [
        "yth", "kepada yth", "dengan hormat", "selamat pagi", "selamat siang", "selamat sore",
        "selamat malam",
        "assalamu", "assalamualaikum", "assalamu'alaikum", "assalamu alaikum", "salam sejahtera",
        "salam hormat", "halo", "hai",
        "bapak", "ibu", "dear", "hi", "hello", "good morning", "good afternoon", "good evening", "pak", "bu",
    ].map { Array($0.utf8) }
}
