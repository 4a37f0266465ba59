internal import Foundation
import Pipeline

/// Writes what is kept of a person as one JSON object, an array for each section, while it comes.
struct PersonExport {
  private static let bufferSize = 1 << 16

  /// Where it is to be, and where it is written until it is whole.
  private let path: String?
  private var draft: String? { path.map { $0 + ".part" } }
  private let file: FileHandle?
  private var buffer = ""
  private var section: String?
  private(set) var rows = 0

  /// - Parameter path: the file to make, for the eyes of its owner alone; nil for standard output.
  /// - Throws: `UsageError` where it is there already, or cannot be made.
  init(path: String?, called name: String) throws {
    self.path = path
    guard let path else {
      file = nil
      return
    }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw UsageError("\(name) is there already: choose another name")
    }
    // It is all that is known of somebody: for the eyes of whoever asked.
    guard
      FileManager.default.createFile(
        atPath: path + ".part", contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path + ".part")
    else { throw UsageError("\(name) cannot be written: is the folder there, and yours?") }
    file = handle
  }

  /// Adds a row, which is JSON already; rows of a section come one after the other.
  mutating func add(_ row: String, to name: String) throws {
    if name == section {
      buffer += ",\n    "
    } else {
      buffer += section == nil ? "{\n" : "\n  ],\n"
      buffer += "  \"\(name)\": [\n    "
      section = name
    }
    buffer += row
    rows += 1
    if buffer.utf8.count >= Self.bufferSize { try flush() }
  }

  mutating func finish() throws {
    buffer += section == nil ? "{}\n" : "\n  ]\n}\n"
    try flush()
    try file?.close()
    if let path, let draft { try FileManager.default.moveItem(atPath: draft, toPath: path) }
  }

  /// Takes the file away: half of what is known is none of what was asked for.
  func discard() {
    try? file?.close()
    if let draft { try? FileManager.default.removeItem(atPath: draft) }
  }

  private mutating func flush() throws {
    if let file {
      try file.write(contentsOf: Data(buffer.utf8))
    } else {
      print(buffer, terminator: "")
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
