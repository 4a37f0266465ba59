import Foundation
import Support

/// A clock of the wall that is wrong, or jumps, for one program alone; its timers go on.
struct FalseClock {
  private let file: String

  /// - Parameters:
  ///   - file: is written here, and says how wrong the clock is.
  ///   - hours: by so many.
  init(file: String, hours: Int) throws {
    self.file = file
    guard FileManager.default.createFile(atPath: file, contents: nil) else {
      throw HarnessError("\(file) cannot be written")
    }
    try jump(toHours: hours)
  }

  /// From now on the clock is wrong by so much.
  func jump(toHours hours: Int) throws {
    // In place, for the program has the file before its eyes.
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try unsafe handle.write(
      contentsOf: withUnsafeBytes(of: Int64(hours * 3_600)) { unsafe Data($0) })
    try handle.close()
  }

  /// The environment of the program.
  var environment: [String: String] {
    ["LD_PRELOAD": "\(BuiltProgram.folder)/libFalseClock.so", "FALSE_CLOCK": file]
  }

  /// Throws where a program does not go by the clock.
  func verify(in folder: String) async throws {
    let output = "\(folder)/date.txt"
    let child = try Child(["date", "+%s"], environment: environment, output: output)
    _ = try await child.end(within: 10)
    let told = Double(child.tail.split(separator: "\n").last ?? "") ?? 0
    guard abs(told - Date().timeIntervalSince1970) > 200 else {
      throw HarnessError("the clock cannot be made wrong: \(child.tail)")
    }
  }
}
