internal import Foundation
import Operations
import Settings

/// Makes documents (PDF) of pages by the Chromium of this machine, without a window.
package struct ChromiumPrinter: Sendable {
  private let program: String
  private let environment: [String: String]
  private static let limit = Duration.seconds(120)
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]

  /// Finds the browser among the programs of this machine.
  ///
  /// - Throws: `UsageError` where there is none.
  package init(environment: [String: String]) throws {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    let found = Self.names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw UsageError(
        "a PDF needs Chromium, which is not installed: `apt-get install chromium`, or leave --pdf "
          + "and the setting 'pdf' out")
    }
    program = found
    self.environment = environment
  }

  /// The page at a path as a document.
  ///
  /// - Throws: `OutsideCommand.Failure`, `NoDocument`, `CancellationError`.
  package func document(of page: String) async throws -> [UInt8] {
    let folder = NSTemporaryDirectory() + "footfall-pdf-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let target = "\(folder)/page.pdf"
    var arguments = [
      program, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-extensions", "--disable-background-networking", "--user-data-dir=\(folder)/data",
      "--no-pdf-header-footer", "--print-to-pdf=\(target)",
    ]
    // It refuses root otherwise; the page is ours, holds no script and loads nothing.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    arguments.append(URL(filePath: page).absoluteString)
    try await OutsideCommand(
      arguments, environment: environment, adding: ["HOME": folder], limit: Self.limit
    ).run()
    guard let data = FileManager.default.contents(atPath: target),
      data.starts(with: Data("%PDF".utf8))
    else { throw NoDocument(program: program) }
    return Array(data)
  }
}

/// The browser ended well and wrote nothing of use.
package struct NoDocument: Error, CustomStringConvertible {
  let program: String

  package var description: String {
    "\(program) wrote no PDF; try it by itself with --headless --print-to-pdf=page.pdf and the page"
  }
}
