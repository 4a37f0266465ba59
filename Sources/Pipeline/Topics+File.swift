package import Enrichment

import Clickstream

extension Topics {
  private static let sizeLimit = 1 << 20

  /// Reads the rules from a file.
  ///
  /// - Throws: `UsageError` with all mistakes of the file.
  package static func load(file: String) throws -> Topics {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: sizeLimit)
    } catch {
      throw UsageError("\(file): the rules for topics cannot be read: \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(file): the rules for topics are not valid UTF-8; save them as UTF-8")
    }
    do {
      return try load(yaml: text)
    } catch {
      let lines = error.problems.map { problem in
        problem.line > 0
          ? "\(file):\(problem.line): \(problem.text)" : "\(file): \(problem.text)"
      }
      throw UsageError(lines.joined(separator: "\n"))
    }
  }
}
