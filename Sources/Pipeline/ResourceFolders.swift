package import Settings

internal import Foundation

/// Where the files are that come with the program: dashboards, topics and the sample.
package struct ResourceFolders: Equatable, Sendable {
  /// Holds `Dashboards/`, `Config/` and, in a checkout, `SampleLogs/`.
  package let root: String

  package init(root: String) { self.root = root }

  /// Those of a checkout above the program, else `<prefix>/share/footfall` where the program lies
  /// in `<prefix>/bin` or `<prefix>/libexec/footfall`, else those of a checkout above the current
  /// folder.
  ///
  /// An installed program does not look for them where it happens to be called.
  /// - Throws: `MissingResources` where there are none.
  package static func find(
    _ surroundings: Surroundings, program: String = "/proc/self/exe"
  ) throws -> ResourceFolders {
    if let checkout = surroundings.checkout, isCheckout(checkout) {
      return ResourceFolders(root: checkout)
    }
    let resolved = URL(filePath: program).resolvingSymlinksInPath().path(percentEncoded: false)
    let shared = ancestors(of: resolved).dropFirst(2).prefix(2).map { "\($0)/share/footfall" }
    if let found = shared.first(where: { exists("\($0)/Dashboards") }) {
      return ResourceFolders(root: found)
    }
    let above = ancestors(of: surroundings.currentFolder)
    if let checkout = above.first(where: isCheckout) { return ResourceFolders(root: checkout) }
    throw MissingResources(shared: shared.last ?? "share/footfall")
  }

  /// Whether they are a checkout's, and not an installation's.
  package var isCheckout: Bool { Self.isCheckout(root) }
  /// The shipped dashboards.
  package var dashboards: String { "\(root)/Dashboards" }
  /// The shipped rules that tell what a message is about.
  package var topics: String { "\(root)/Config/topics.yaml" }
  /// The sample of the demo.
  package var sample: String { "\(root)/SampleLogs" }

  private static func isCheckout(_ folder: String) -> Bool {
    exists("\(folder)/Package.swift") && exists("\(folder)/Dashboards")
  }

  private static func ancestors(of folder: String) -> [String] {
    var url = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL
    var found: [String] = []
    while true {
      let path = url.path(percentEncoded: false)
      found.append(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
      guard url.pathComponents.count > 1 else { return found }
      url.deleteLastPathComponent()
    }
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}

/// The files that come with the program are not where they belong.
package struct MissingResources: Error, CustomStringConvertible {
  /// Where they were looked for last.
  package let shared: String

  package var description: String {
    "the folder Dashboards that comes with the program was found neither above it nor above the "
      + "current folder nor in \(shared): run footfall from its checkout, or install it again"
  }
}
