import Foundation

/// A clock of the wall that is wrong, or jumps, for one program alone; its timers go on.
struct FalseClock {
  /// The library, where it is installed: Debian's `libfaketime`.
  static let library: String? = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
    return folders.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }()

  private let file: String

  /// - Parameters:
  ///   - file: is written here, and says how wrong the clock is.
  ///   - offset: `+90d`, `-2h`.
  init(file: String, offset: String) throws {
    self.file = file
    try jump(to: offset)
  }

  /// From now on the clock is wrong by this.
  func jump(to offset: String) throws {
    try Data("\(offset)\n".utf8).write(to: URL(filePath: file), options: .atomic)
  }

  /// The environment of the program.
  var environment: [String: String] {
    [
      "LD_PRELOAD": Self.library ?? "", "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
      // Steps of a real clock leave timers and the times of files alone.
      "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
      // Where this is missing the library sets it, which moves the environment away from the
      // arguments, and Swift finds those no more.
      "FAKETIME_SHARED": "/none /none",
    ]
  }
}
