import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("Charts of a report")
struct ChartTests {
    /// What CPython's zlib makes of a PNG: its header's numbers, then every row without the filter octet.
    private func decoded(_ png: [UInt8]) throws -> (width: Int, height: Int, dots: [UInt8]) {
        let script = """
            import sys, struct, zlib
            png = sys.stdin.buffer.read()
            assert png[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
            at, data = 8, b''
            while at < len(png):
                size, = struct.unpack('>I', png[at:at+4])
                kind, body = png[at+4:at+8], png[at+8:at+8+size]
                assert struct.unpack('>I', png[at+8+size:at+12+size])[0] == zlib.crc32(kind + body)
                if kind == b'IHDR': width, height, depth, colour = struct.unpack('>IIBB', body[:10])
                if kind == b'IDAT': data += body
                at += 12 + size
            assert (depth, colour) == (4, 3) and kind == b'IEND'
            rows = zlib.decompress(data)
            stride = 1 + (width + 1) // 2
            assert len(rows) == stride * height
            out = bytearray()
            for y in range(height):
                row = rows[y*stride:(y+1)*stride]
                assert row[0] == 0
                for octet in row[1:]: out += bytes([octet >> 4, octet & 15])
                del out[(y+1)*width:]
            sys.stdout.buffer.write(struct.pack('>II', width, height) + out)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(png))
        try input.fileHandleForWriting.close()
        let bytes = Array(try output.fileHandleForReading.readToEnd() ?? Data())
        process.waitUntilExit()
        try #require(process.terminationStatus == 0 && bytes.count > 8)
        let number = { (at: Int) in bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        return (number(0), number(4), Array(bytes[8...]))
    }

    @Test("another program reads the same dots out of the picture", arguments: [1, 2, 5, 64, 259, 536])
    func roundTrip(width: Int) throws {
        let random = SeededRandom(UInt64(width))
        var canvas = Canvas(width: width, height: 40)
        for _ in 0..<60 {
            let numbers = random.randomBytes(5).map(Int.init)
            let ink = Canvas.Ink.allCases[numbers[4] % Canvas.Ink.allCases.count]
            canvas.fill(
                x: numbers[0] * 3 - 60, y: numbers[1] / 5 - 4, width: numbers[2] * 2, height: numbers[3] / 9,
                ink)
        }
        canvas.write("Penerbitan 1,4 – ÄÖ", x: 3, y: 10)
        let picture = try decoded(PNGImage.bytes(of: canvas))
        #expect(picture.width == canvas.width && picture.height == canvas.height)
        #expect(picture.dots == canvas.dots)
    }

    @Test("a chart is small enough for a mail on a metered phone, and its bars are as long as their values")
    func bars() throws {
        let row = { (label: String, value: Double) in
            BarChart.Row(label: label, bars: [.init(value: value, text: "\(Int(value))", ink: .strong)])
        }
        let chart = BarChart(
            rows: [row("Penerbitan", 40), row("Perubahan", 20), row("Pencabutan", 0)],
            keys: [.init(label: "masuk", ink: .strong)])
        let canvas = chart.draw()
        #expect(PNGImage.bytes(of: canvas).count < 4_000)
        let lengths = (0..<canvas.height).map { y in
            canvas.dots[(y * canvas.width + 60)..<((y + 1) * canvas.width)].count {
                $0 == Canvas.Ink.strong.rawValue
            }
        }
        let longest = try #require(lengths.max())
        #expect(longest > 300)
        #expect(
            Set(lengths) == [0, longest, (longest + 1) / 2] || Set(lengths) == [0, longest, longest / 2])
    }

    @Test("nothing is drawn outside the sheet, whatever the numbers are")
    func extremes() {
        let values: [Double] = [0, -5, .infinity, .nan, 1e300]
        for value in values where value.isFinite {
            let bar = BarChart.Bar(value: value, text: String(repeating: "9", count: 200), ink: .alarm)
            let chart = BarChart(
                rows: [BarChart.Row(label: String(repeating: "x", count: 500), bars: [bar, bar])], mark: 1)
            #expect(chart.draw().dots.count == chart.draw().width * chart.draw().height)
        }
        #expect(BarChart(rows: []).draw().width == BarChart.width)
    }
}
