import Forms

/// A plain reading of RFC 4180 with any delimiter, in place of the library's.
enum StrictCSV {
    static let parse: CSVParsing = { text, delimiter in
        var records: [[String]] = []
        var record: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        let delimiter = delimiter.asciiValue ?? 0
        func endCell() {
            record.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func endRecord() {
            endCell()
            records.append(record)
            record.removeAll(keepingCapacity: true)
        }
        var octets = Array(text.utf8)[...]
        while let octet = octets.popFirst() {
            if isQuoted {
                if octet != 0x22 {
                    cell.append(octet)
                } else if octets.first == 0x22 {
                    octets.removeFirst()
                    cell.append(octet)
                } else {
                    isQuoted = false
                }
            } else if octet == delimiter {
                endCell()
            } else if octet == 0x0A {
                endRecord()
            } else if octet == 0x22, cell.isEmpty, !wasQuoted {
                isQuoted = true
                wasQuoted = true
            } else if octet == 0x22 || wasQuoted {
                throw CSVDamage(record: records.count + 1)
            } else {
                cell.append(octet)
            }
        }
        guard !isQuoted else { throw CSVDamage(record: records.count + 1) }
        if !cell.isEmpty || !record.isEmpty || wasQuoted { endRecord() }
        return records
    }
}
