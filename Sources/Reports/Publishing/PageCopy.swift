import Foundation
import Glibc

/// Copies a folder of pages to another place, which is replaced whole in one step.
package enum PageCopy {
  /// - Parameters:
  ///   - output: A folder that a report wrote.
  ///   - target: Where its pages go; a folder that does not exist, is empty, or holds such a copy.
  ///   - isPrivate: Whether the pages name persons: then only owner and group may enter the copy.
  /// - Throws: `ReportError`; what lay there before is then untouched.
  package static func copy(
    _ output: String, to target: String, isPrivate: Bool
  ) throws(ReportError) {
    var folder = try OutputFolder(target, isPrivate: isPrivate)
    do throws(ReportError) {
      try fill(&folder, from: output, target)
      try folder.publish()
    } catch {
      folder.discard()
      throw error
    }
  }

  private static func fill(
    _ folder: inout OutputFolder, from output: String, _ target: String
  ) throws(ReportError) {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: output) else {
      throw .notWritable(folder: target, reason: "\(output) cannot be read")
    }
    for name in names.sorted() {
      let isHidden = name.hasPrefix(".") || name.contains("/.")
      let file = "\(output)/\(name)"
      var status = stat()
      guard !isHidden, unsafe lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { continue }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw .notWritable(folder: target, reason: "\(file) cannot be read")
      }
      try folder.write(Array(data), to: name)
    }
  }
}
