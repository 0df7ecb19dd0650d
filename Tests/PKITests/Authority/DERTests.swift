import Testing

@testable import PKI

@Suite("DER")
struct DERTests {
    @Test("lengths are as short as can be")
    func lengths() {
        #expect(DER.octetString([1, 2]) == [4, 2, 1, 2])
        #expect(DER.octetString(Array(repeating: 0, count: 127)).prefix(2) == [4, 127])
        #expect(DER.octetString(Array(repeating: 0, count: 128)).prefix(3) == [4, 0x81, 128])
        #expect(DER.octetString(Array(repeating: 0, count: 256)).prefix(4) == [4, 0x82, 1, 0])
    }

    @Test("numbers are as short as can be and never negative")
    func integers() {
        #expect(DER.integer(0) == [2, 1, 0])
        #expect(DER.integer(127) == [2, 1, 127])
        #expect(DER.integer(128) == [2, 2, 0, 128])
        #expect(DER.integer(256) == [2, 2, 1, 0])
        #expect(DER.integer(.max) == [2, 9, 0] + [UInt8](repeating: 255, count: 8))
    }

    @Test("named bits end with the last one that is set")
    func bits() {
        #expect(DER.namedBits([]) == [3, 1, 0])
        #expect(DER.namedBits([0, 1]) == [3, 2, 6, 0xC0])
        #expect(DER.namedBits([5, 6]) == [3, 2, 1, 0x06])
        #expect(DER.namedBits([8]) == [3, 3, 7, 0, 0x80])
    }

    @Test("object identifiers come from their dotted form only")
    func identifiers() {
        #expect(DER.objectIdentifier("1.3.6.1.5.5.7.3.4") == [6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 4])
        for text in ["", "1", "emailProtection", "1..2", "9.9.9"] {
            #expect(DER.objectIdentifier(text) == nil)
        }
    }
}
