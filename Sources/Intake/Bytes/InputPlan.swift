import Glibc

/// Which inputs the arguments of a command stand for.
///
/// A file is taken as it is. A directory is a Maildir or is walked, links included, each directory
/// and each file once. The order is the same everywhere: by path, rotated files oldest first.
package struct InputPlan: Equatable, Sendable {
  package struct Item: Equatable, Sendable {
    package enum Kind: Sendable {
      case file, maildir, standardInput
    }

    package let path: String
    package let kind: Kind
    /// Given by itself, and not met in a folder; the folders of a Maildir are it.
    package var isNamed = false
  }

  package struct PassedBy: Equatable, Sendable {
    package let path: String
    /// For people: "hidden".
    package let reason: String
  }

  package private(set) var taken: [Item] = []
  package private(set) var passedBy: [PassedBy] = []
  package private(set) var failed: [ByteSourceError] = []
  /// Files and directories that were met, by device and inode.
  private var met: Set<Identity> = []
  private let takesLists: Bool

  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// A plan for paths as they were given; `-` is standard input.
  ///
  /// - Parameter takesLists: files met in folders may be lists, which only their columns tell.
  package init(arguments: [String], takesLists: Bool = false) {
    self.takesLists = takesLists
    for argument in arguments {
      guard argument != "-" else {
        if !taken.contains(where: { $0.kind == .standardInput }) {
          taken.append(Item(path: argument, kind: .standardInput))
        }
        continue
      }
      var path = argument
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      guard let status = FileStatus(path: path) else {
        failed.append(ByteSourceError(errno: errno, path: path))
        continue
      }
      switch status.kind {
      case .regularFile: take(path, status, isNamed: true)
      case .directory: walk(path, status, isNamed: true)
      case .namedPipe: failed.append(ByteSourceError(.namedPipe, path: path))
      case .socket: failed.append(ByteSourceError(.socket, path: path))
      case .device: failed.append(ByteSourceError(.device, path: path))
      }
    }
    taken = taken.map { (RotatedName($0.path), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// True the first time that a file or directory is met.
  private mutating func isNew(_ path: String, _ status: FileStatus) -> Bool {
    if met.insert(Identity(device: status.device, inode: status.inode)).inserted { return true }
    passedBy.append(PassedBy(path: path, reason: "met before under another name"))
    return false
  }

  private mutating func take(_ path: String, _ status: FileStatus, isNamed: Bool = false) {
    if isNew(path, status) { taken.append(Item(path: path, kind: .file, isNamed: isNamed)) }
  }

  private mutating func walk(_ path: String, _ status: FileStatus, isNamed: Bool = false) {
    guard isNew(path, status) else { return }
    let names: [String]
    do {
      names = try DirectoryListing.names(at: path)
    } catch {
      failed.append(error)
      return
    }
    if ["cur", "new", "tmp"].allSatisfy(names.contains) {
      taken.append(Item(path: path, kind: .maildir, isNamed: isNamed))
      // The folders of a Maildir++ are Maildirs with a dot before their names.
      for name in names where name.hasPrefix(".") {
        visitFolder(path + "/" + name, isNamed: isNamed)
      }
      return
    }
    for name in names { visit(path == "/" ? path + name : path + "/" + name, name: name) }
  }

  private mutating func visitFolder(_ path: String, isNamed: Bool) {
    guard let status = FileStatus(path: path), status.kind == .directory,
      ["cur", "new", "tmp"].allSatisfy({ FileStatus(path: path + "/" + $0) != nil })
    else { return }
    walk(path, status, isNamed: isNamed)
  }

  private mutating func visit(_ path: String, name: String) {
    guard !name.hasPrefix(".") else {
      passedBy.append(PassedBy(path: path, reason: "hidden"))
      return
    }
    guard let status = FileStatus(path: path) else {
      let reason = errno == ELOOP ? "links in a circle" : "a link that leads nowhere"
      passedBy.append(PassedBy(path: path, reason: reason))
      return
    }
    switch status.kind {
    case .directory: walk(path, status)
    case .regularFile:
      if let reason = Self.reasonToPass(name), !(takesLists && Self.isList(name)) {
        passedBy.append(PassedBy(path: path, reason: reason))
      } else {
        take(path, status)
      }
    default: passedBy.append(PassedBy(path: path, reason: "no regular file"))
    }
  }

  /// Whether a file is named as lists are that programs and spreadsheets write.
  package static func isList(_ name: String) -> Bool {
    [".csv", ".tsv"].contains(where: name.lowercased().hasSuffix)
  }

  /// Why a file met on a walk is not an input by its name; nil for those that are.
  private static func reasonToPass(_ name: String) -> String? {
    let lower = name.lowercased()
    if lower.hasPrefix("error") { return "an error log by its name" }
    if lower.hasPrefix("readme") || lower == "manifest.json" { return "about the folder" }
    if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") { return "configuration" }
    if [".log", ".gz", ".ndjson", ".jsonl", ".eml", ".mbox"].contains(where: lower.hasSuffix) {
      return nil
    }
    if lower.contains(".log.") || lower.contains(".log-") { return nil }
    if lower.hasPrefix("access") && lower.contains("log") { return nil }
    return "no kind of input by its name"
  }
}
