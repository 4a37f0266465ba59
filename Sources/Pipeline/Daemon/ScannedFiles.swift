import Clickstream
import Intake
import Settings

internal import Glibc

/// What lies under the pattern of an input.
struct ScannedFiles {
  /// Files of lines and single files of mail.
  private(set) var files: [FileSighting] = []
  /// Rotated siblings, which the pattern itself does not name: they are of interest only where they
  /// go on with what was being read.
  private(set) var siblings: Set<FileIdentity> = []
  private var met: Set<FileIdentity> = []
  private(set) var maildirs: [String] = []
  /// Nothing has such a name.
  let isEmpty: Bool
  /// What lies there and cannot be followed, for people.
  private(set) var problems: [String] = []

  /// Looks at the file system.
  init(_ source: InputSource) {
    let paths = FilePattern.matches(of: source.path)
    isEmpty = paths.isEmpty
    add(paths, asSiblings: false)
    if maildirs.isEmpty {
      add(FilePattern.matches(of: "\(source.path)[.-][0-9]*"), asSiblings: true)
    }
  }

  private mutating func add(_ paths: [String], asSiblings: Bool) {
    let plan = InputPlan(arguments: paths)
    if !asSiblings { problems += plan.failed.map(\.description) }
    for item in plan.taken {
      switch item.kind {
      case .maildir: if !asSiblings { maildirs.append(item.path) }
      case .standardInput: continue
      case .file:
        guard let status = FileStatus(path: item.path) else { continue }
        let sighting = FileSighting(path: item.path, status)
        guard met.insert(sighting.identity).inserted else { continue }
        files.append(sighting)
        if asSiblings { siblings.insert(sighting.identity) }
      }
    }
  }

  /// The folders in which something may happen to them.
  static func folders(of source: InputSource, maildirs: [String], files: [FileSighting]) -> [String]
  {
    var folders = Set(files.map { folder(of: $0.path) })
    // What is written to a file is told of in the folder that it lies in, not in that of a link.
    folders.formUnion(files.compactMap { resolved($0.path) }.map(folder))
    folders.formUnion(FilePattern.matches(of: folder(of: source.path)))
    for maildir in maildirs { folders.formUnion(["\(maildir)/new", "\(maildir)/cur"]) }
    return folders.sorted()
  }

  /// Where a link leads; nil for what is none.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    let text = unsafe String(cString: resolved)
    return text == path ? nil : text
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
