import Domain
import Glibc

/// Where the octets of the message being written are gathered, so that small pieces cost no system call.
///
/// Messages arrive one after the other, so one buffer and one open file serve any number of writers: when
/// another writer begins, the one before is parked (written out and closed).
final class StagingArea {
    /// Octets gathered before they are written out.
    static let capacity = 64 * 1024

    let folder: SpoolFolder
    fileprivate var buffer: [UInt8] = []
    fileprivate weak var occupant: SpoolFileWriter?
    private var created = 0

    init(folder: SpoolFolder) {
        self.folder = folder
        buffer.reserveCapacity(Self.capacity)
    }

    /// Creates a file under a name that is not in use.
    fileprivate func createFile() throws(SpoolError) -> SharedFile {
        while true {
            created += 1
            let name = "\(getpid())-\(created)"
            // The name is in use if a killed run had our process number.
            if let file = try folder.createFile(name) { return SharedFile(name: name, file: file) }
        }
    }

    fileprivate func admit(_ writer: SpoolFileWriter) throws(SpoolError) {
        if occupant === writer { return }
        if let occupant { try occupant.park() }
        buffer.removeAll(keepingCapacity: true)
        occupant = writer
    }
}

/// A message in the temporary folder. Dropping it discards it.
final class SpoolFileWriter: SpoolWriter {
    private enum State {
        case open, parked, closed
    }

    private let staging: StagingArea
    private var state = State.open
    /// Its name in the temporary folder, once there is a file.
    private(set) var name: String?
    private var file: SharedFile?

    init(staging: StagingArea) { self.staging = staging }

    deinit { discard() }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        guard state != .closed else { throw SpoolError(.misuse, "append to a closed message") }
        try staging.admit(self)
        state = .open
        if staging.buffer.count + bytes.count > StagingArea.capacity { try flush() }
        if bytes.count >= StagingArea.capacity {
            try write(bytes)
        } else {
            staging.buffer.append(contentsOf: bytes)
        }
    }

    func discard() {
        guard state != .closed else { return }
        state = .closed
        file = nil
        // Nothing depends on it: the next run sweeps what cannot be removed now.
        if let name { try? staging.folder.remove(name) }
        name = nil
    }

    /// Writes everything out and closes the file. Afterwards the octets are in the kernel, not yet durable.
    func park() throws(SpoolError) {
        guard state == .open else { return }
        if staging.occupant === self {
            try flush()
            staging.occupant = nil
        }
        // A message without octets has a file, too.
        if name == nil { try write(UnsafeRawBufferPointer(start: nil, count: 0)) }
        file = nil
        state = .parked
    }

    /// The file has its final name, or is not needed: there is nothing left to remove.
    func release() {
        state = .closed
        name = nil
    }

    /// Whether the message can be sealed into the spool that owns `staging`.
    func belongs(to staging: StagingArea) -> Bool { self.staging === staging && state != .closed }

    private func flush() throws(SpoolError) {
        guard !staging.buffer.isEmpty else { return }
        var fault: SpoolError?
        staging.buffer.withUnsafeBytes { buffer in
            do throws(SpoolError) { try write(buffer) } catch { fault = error }
        }
        if let fault { throw fault }
        staging.buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
        if file == nil {
            if let name {
                let file = try staging.folder.openFile(name, flags: O_WRONLY | O_APPEND)
                self.file = SharedFile(name: name, file: file)
            } else {
                file = try staging.createFile()
                name = file?.name
            }
        }
        try file?.file.write(bytes)
    }
}

/// A temporary file that is open for writing.
private final class SharedFile {
    let name: String
    let file: OpenFile

    init(name: String, file: consuming OpenFile) {
        self.name = name
        self.file = file
    }
}
