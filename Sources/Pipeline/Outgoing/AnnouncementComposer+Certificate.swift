import Domain
import Forms
import Notices
import Workflows

extension AnnouncementComposer {
    /// What is told about a new certificate; its holder gets the files and a reminder for the calendar.
    func addCertificate(
        _ summary: CertificateSummary, _ subject: Subject, to values: inout [String: NoticeValue]
    ) throws -> [OutgoingMail.Attachment] {
        let locale = subject.locale
        let delivery = subject.occasion.delivery
        values["serial"] = .text(summary.serial.description)
        values["validFrom"] = .text(moment(summary.notBefore, locale))
        values["validUntil"] = .text(moment(summary.notAfter, locale))
        values["renewFrom"] = .text(day(summary.notAfter + -desk.settings.service.renewalWindow, locale))
        values["hasBundle"] = .flag(delivery?.bundle != nil)
        values["bundle"] = .text(delivery?.bundle ?? "")
        addRuling(subject, to: &values)
        guard subject.role == .applicant else { return [] }
        let reminder = CertificateReminder(desk: desk, now: now).attachment(
            serial: summary.serial, notAfter: summary.notAfter, locale)
        return (delivery?.attachments ?? []) + [reminder]
    }
}

/// The calendar file that goes with a certificate: renew in time.
struct CertificateReminder {
    let desk: Desk
    let now: Timestamp

    /// The file, about the certificate with this serial number.
    func attachment(
        serial: CertificateSerial, notAfter: Timestamp, _ locale: Locale
    ) -> OutgoingMail.Attachment {
        let day = LocalTime(notAfter, in: desk.settings.zone).date
        let event = CalendarEvent(
            uid: "certificate-\(serial)@\(desk.settings.address.domain)", stamp: now, start: .day(day),
            summary: desk.words["calendar.summary", locale, ["serial": serial.tail]],
            details: desk.words[
                "calendar.description", locale,
                ["address": desk.settings.address.addrSpec, "serial": serial.description]],
            organizer: desk.settings.address, alarmDays: [60, 30, 7])
        return OutgoingMail.Attachment(
            filename: "sertifikat-\(serial.tail).ics", mediaType: CalendarEvent.mediaType, bytes: event.octets
        )
    }
}
