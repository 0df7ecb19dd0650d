import Testing

@testable import sertipos

@Suite("A time field of a crontab")
struct CronSetTests {
    @Test(
        "is read as cron reads it",
        arguments: [
            ("*", CronField.minute, Array(0...59), true), ("*/20", .minute, [0, 20, 40], true),
            ("1-10/3,20", .minute, [1, 4, 7, 10, 20], false), ("07", .hour, [7], false),
            ("*/7", .dayOfMonth, [1, 8, 15, 22, 29], true), ("jan-mar", .month, [1, 2, 3], false),
            ("MON,fri", .dayOfWeek, [1, 5], false), ("7", .dayOfWeek, [0], false),
            ("5-7", .dayOfWeek, [0, 5, 6], false), ("fri-sun", .dayOfWeek, [0, 5, 6], false),
            ("*", .dayOfWeek, Array(0...6), true), ("sun-tue", .dayOfWeek, [0, 1, 2], false),
        ])
    func good(text: String, field: CronField, values: [Int], isStar: Bool) throws {
        let set = try CronSet(text, field)
        #expect(set.values.sorted() == values && set.isStar == isStar && set.remark == nil)
    }

    @Test(
        "is refused with the place of the mistake",
        arguments: [
            ("60", CronField.minute, 0), ("5,", .minute, 2), (",5", .minute, 0), ("5/10", .minute, 0),
            ("*/0", .minute, 2), ("9-5", .hour, 0), ("1,24", .hour, 2), ("0", .dayOfMonth, 0),
            ("foo", .month, 0), ("monday", .dayOfWeek, 0), ("8", .dayOfWeek, 0), ("1-59/", .minute, 5),
            ("~", .minute, 0), ("-1", .minute, 0), ("99999999999999999999", .minute, 0),
        ])
    func bad(text: String, field: CronField, offset: Int) {
        #expect { try CronSet(text, field) } throws: { ($0 as? CronFieldError)?.offset == offset }
    }

    @Test(
        "that cron would take in part is refused as one that is misread",
        arguments: ["*5", "*-5", "1-3-5", "1.5", "*/2/3"])
    func misread(text: String) {
        #expect { try CronSet(text, .minute) } throws: { ($0 as? CronFieldError)?.isMisread == true }
    }

    @Test("with a step that never comes is doubted")
    func remark() throws {
        #expect(try CronSet("*/70", .minute).remark != nil)
        #expect(try CronSet("*/7", .minute).remark != nil)
        #expect(try CronSet("1-5/60", .minute).values == [1])
    }
}
