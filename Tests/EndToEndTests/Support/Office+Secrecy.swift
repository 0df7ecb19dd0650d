import Domain
import Foundation
import Testing

extension Office {
    /// Expects that what was typed is nowhere: not in the desk's folder, in no mail and no file of the servers, in
    /// nothing a run said or was told, and in no temporary file.
    ///
    /// Only the applicant's device is left out: its browser and its owner know the passphrase, and nothing but
    /// mail gets from there to the desk. The folders of other desks under test are left out as well.
    func expectNowhere(
        _ marker: Marker, sealedIn answer: MailtoLink, on device: Device, servers: LiveMail, since: Date
    ) throws {
        // Mail at rest is sealed, so what it holds is laid open first.
        for request in try desk.requests() {
            try #require(try desk.run("request", "export", request.number).code == 0)
        }
        let search = OctetSearch(needles: marker.shapes)
        let homes = [desk.path, servers.home]
        let homely = try search.run(in: homes, from: device.folder)
        #expect(homely.found.isEmpty, "\(homely.found)")
        let temporary = try search.run(
            in: Set(["/tmp", "/var/tmp", "/dev/shm", NSTemporaryDirectory()]).sorted(), since: since,
            excluding: [DeskFixture.base, servers.home], from: device.folder)
        #expect(temporary.found.isEmpty, "\(temporary.found)")
        for run in runs { #expect(marker.pieces.allSatisfy { !run.description.contains($0) }) }
        #expect(runs.allSatisfy { !$0.errors.isEmpty && !$0.output.isEmpty })
        print(
            "\(homely.files) files, \(homely.parts) parts, \(homely.cells) cells, \(temporary.files) temporary"
        )

        // The same search does find what lies there: the seal, in the exports and in the mailbox it came through.
        let lines = answer.body.split(separator: "\n")
        let seal = try #require(lines.max { $0.count < $1.count }).split(separator: ".")
        let control = try OctetSearch(needles: [("seal", Array(try #require(seal.dropFirst(2).first).utf8))])
            .run(in: homes, from: device.folder)
        for place in ["\(desk.path)/spool/exports/", servers.folder(post.desk)] {
            #expect(control.found.contains { $0.hasPrefix(place) }, "\(place): \(control)")
        }
        #expect(control.cells > 100 && control.parts > 20, "\(control)")
    }
}
