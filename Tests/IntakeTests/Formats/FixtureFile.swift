import Foundation
import Intake
import Testing

/// A file of `Fixtures/`: lines of one format with what must be read from them.
struct FixtureFile: Sendable, CustomTestStringConvertible {
  struct Line: Sendable {
    var bytes: [UInt8]
    /// Fields and their texts.
    var fields: [(name: String, text: String)] = []
    /// Reason and column of a line that must be refused.
    var reject: (reason: String, column: Int)?
    var isComment = false
  }

  let name: String
  private(set) var format = ""
  private(set) var detected = ""
  private(set) var zone = ""
  private(set) var lines: [Line] = []

  var testDescription: String { name }

  /// All lines as a log.
  var log: [UInt8] { Array(lines.map { $0.bytes + [0x0a] }.joined()) }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// Every file of the folder.
  static let all: [FixtureFile] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map(FixtureFile.init)
  }()

  init(_ name: String) {
    self.name = name
    let text = (try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      let rest = words.count > 1 ? String(words[1]) : ""
      switch words[0] {
      case "format:": format = rest
      case "detected:": detected = rest
      case "zone:": zone = rest
      case ">": lines.append(Line(bytes: Array(rest.utf8)))
      case "comment": lines[lines.count - 1].isComment = true
      case "reject":
        let parts = rest.split(separator: " ")
        lines[lines.count - 1].reject = (String(parts[0]), Int(parts[1]) ?? 0)
      default: lines[lines.count - 1].fields.append((String(words[0]), rest))
      }
    }
  }
}
