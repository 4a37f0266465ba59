import CLinux
internal import Glibc

/// Tells when something happens in folders, by inotify.
///
/// A hint only: whoever hears of nothing must look from time to time all the same, for some file
/// systems tell nothing.
package final class DirectoryWatch: Sendable {
  package struct Events: Sendable {
    /// Files were made, renamed, removed, or changed in their permissions.
    package var hasNewNames = false
    /// Something was written.
    package var hasWrites = false

    package init() {}
  }

  /// Becomes readable when something happened; for `poll` and its kin.
  package let descriptor: Int32

  /// nil where the system has no more watches to give.
  package init?() {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  private static let names =
    UInt32(IN_CREATE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE)
    | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)

  /// Watches a folder, also one that is watched already; false where that cannot be.
  @discardableResult
  package func add(folder: String) -> Bool {
    let mask = Self.names | UInt32(IN_MODIFY) | UInt32(IN_ONLYDIR)
    return unsafe inotify_add_watch(descriptor, folder, mask) >= 0
  }

  /// File systems that take a watch and tell of nothing that others write: NFS, SMB and CIFS, FUSE,
  /// 9P, Ceph, AFS (`linux/magic.h`).
  private static let silent: Set<UInt32> = [
    0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997, 0x00c3_6400, 0x5346_414f,
  ]

  /// Whether what happens in a folder can be heard of at all.
  package static func isHeard(folder: String) -> Bool {
    !silent.contains(unsafe footfall_file_system(folder))
  }

  /// Takes all events that wait.
  package func take() -> Events {
    var events = Events()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      guard count > 0 else { return events }
      var offset = 0
      let header = MemoryLayout<inotify_event>.size
      while offset + header <= count {
        let event = unsafe buffer.withUnsafeBytes { bytes in
          unsafe bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        // An overflow may hide anything.
        if event.mask & (Self.names | UInt32(IN_Q_OVERFLOW) | UInt32(IN_IGNORED)) != 0 {
          events.hasNewNames = true
        }
        if event.mask & UInt32(IN_MODIFY) != 0 { events.hasWrites = true }
        offset += header + Int(event.len)
      }
    }
  }
}
