import Clickstream
import Foundation
import Glibc

/// A folder of pages that is replaced whole: built beside, then put in its place in one step.
///
/// Whatever fails before that step leaves the old pages as they were.
struct OutputFolder {
  /// The folder, with links resolved.
  let path: String
  private let owner: FolderOwner
  private let fresh: String
  private let lock: FolderLock
  private var writer: FileWriter
  /// Whether what has not changed is taken over as it lies in the old set.
  private let linksUnchanged: Bool

  /// The file that marks a folder as one of ours.
  static let marker = ".footfall-pages"
  private static let publicMark =
    "Pages of Footfall to publish; each report replaces this folder.\n"
  private static let privateMark =
    "Pages of Footfall that name persons; each report replaces this folder.\n"

  /// Takes the folder for this run and checks that it can be replaced.
  ///
  /// - Parameters:
  ///   - isPrivate: whether only its owner and group may enter it.
  ///   - linksUnchanged: whether what has not changed is taken over as it lies in the old set.
  init(
    _ asked: String, isPrivate: Bool = false, linksUnchanged: Bool = false
  ) throws(ReportError) {
    self.linksUnchanged = linksUnchanged
    let absolute = URL(filePath: asked).standardizedFileURL.resolvingSymlinksInPath()
      .path(percentEncoded: false)
    path = absolute.count > 1 && absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
    let place = URL(filePath: path)
    let parent = place.deletingLastPathComponent().path(percentEncoded: false)
    let name = place.lastPathComponent
    guard name != "/", name != "..", !name.isEmpty else { throw .notOurs(path) }
    owner = FolderOwner(of: parent)
    let stem = (parent.hasSuffix("/") ? parent : parent + "/") + "." + name
    let (path, fresh) = (path, stem + ".new")
    self.fresh = fresh
    (lock, writer) = try owner.run { () throws(ReportError) in
      try Self.begin(
        path, fresh: fresh, isPrivate: isPrivate, parent: parent, lock: stem + ".lock")
    }
  }

  private static func begin(
    _ path: String, fresh: String, isPrivate: Bool, parent: String, lock lockFile: String
  ) throws(ReportError) -> (FolderLock, FileWriter) {
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .notWritable(folder: path, reason: "the folder above it cannot be made")
    }
    try checkOurs(path, isPrivate: isPrivate)
    let lock = try FolderLock(path: lockFile, folder: path)
    try remove(fresh, for: path)
    guard unsafe mkdir(fresh, isPrivate ? 0o750 : 0o755) == 0 else {
      throw FileFailure(errno).error(in: path)
    }
    var writer = FileWriter(folder: fresh, target: path)
    try writer.write(Array((isPrivate ? privateMark : publicMark).utf8), to: marker)
    return (lock, writer)
  }

  /// A folder that exists must be empty or ours, and of the same kind.
  private static func checkOurs(_ path: String, isPrivate: Bool) throws(ReportError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .notWritable(folder: path, reason: "it is no folder that can be read")
    }
    guard names.isEmpty || names.contains(marker) else { throw .notOurs(path) }
    if !names.isEmpty, holdsPersons(path) != isPrivate {
      throw .otherPages(folder: path, namesPersons: !isPrivate)
    }
    guard unsafe faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 else {
      throw FileFailure(errno).error(in: path)
    }
  }

  /// Whether the pages of a folder name persons; older sets tell only by who may enter.
  private static func holdsPersons(_ path: String) -> Bool {
    if holds("\(path)/\(marker)", privateMark) { return true }
    if holds("\(path)/\(marker)", publicMark) { return false }
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IRWXO == 0
  }

  /// The bytes and pages written so far.
  var bytes: Int { writer.bytes }
  var pages: Int { writer.pages }

  /// Adds a page or another file of text.
  mutating func write(_ text: String, to path: String) throws(ReportError) {
    if linksUnchanged { return try update(text, at: path) }
    try write(Array(text.utf8), to: path)
  }

  /// Adds a file.
  mutating func write(_ content: [UInt8], to path: String) throws(ReportError) {
    var writer = writer
    try owner.run { () throws(ReportError) in try writer.write(content, to: path) }
    self.writer = writer
  }

  /// Where a file of the new set lies before it is published.
  func place(of path: String) -> String { "\(fresh)/\(path)" }

  /// Adds a page; where the old set has the same it is taken over as it lies there.
  mutating func update(_ text: String, at path: String) throws(ReportError) {
    let old = "\(self.path)/\(path)"
    if Self.holds(old, text) {
      if try adopt(old, as: path, bytes: text.utf8.count) { return }
    }
    try write(Array(text.utf8), to: path)
  }

  /// Whether a plain file holds just a text.
  private static func holds(_ file: String, _ text: String) -> Bool {
    var status = stat()
    guard unsafe lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == text.utf8.count,
      let data = FileManager.default.contents(atPath: file)
    else { return false }
    return data.elementsEqual(text.utf8)
  }

  /// What a file of the old set holds; nil where there is none, or none of a sensible size.
  func text(of name: String) -> String? {
    (try? SmallFile.bytes(at: "\(path)/\(name)", limit: 1_000_000)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Takes over the pages that a site has in the old set, or in one folder of it, with what lies
  /// beside them; whether it has any.
  mutating func keep(site: String, folder part: String? = nil) throws(ReportError) -> Bool {
    let place = site + (part.map { "/\($0)" } ?? "")
    let folder = "\(path)/\(place)"
    guard FileManager.default.fileExists(atPath: folder) else { return false }
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw .notWritable(folder: path, reason: "the pages before of \(site) cannot be read")
    }
    var isKept = false
    for name in names.sorted()
    where Self.isOurs(name) {
      let file = "\(folder)/\(name)"
      var status = stat()
      guard unsafe lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if try adopt(file, as: "\(place)/\(name)", bytes: Int(status.st_size)) {
        isKept = isKept || name.hasSuffix(".html")
        continue
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw .notWritable(folder: path, reason: "the pages before of \(site) cannot be read")
      }
      try write(Array(data), to: "\(place)/\(name)")
      isKept = isKept || name.hasSuffix(".html")
    }
    return isKept
  }

  private static let kinds = [".html", ".csv", ".json", ".svg", ".ics", ".pdf"]

  private static func isOurs(_ name: String) -> Bool {
    !name.contains("/.") && !name.hasPrefix(".") && kinds.contains { name.hasSuffix($0) }
  }

  private mutating func adopt(
    _ old: String, as path: String, bytes: Int
  ) throws(ReportError) -> Bool {
    var writer = writer
    let isAdopted = try owner.run { () throws(ReportError) in
      try writer.adopt(old, as: path, bytes: bytes)
    }
    self.writer = writer
    return isAdopted
  }

  /// Puts the new pages in the place of the old ones, which are then removed, or kept.
  ///
  /// - Returns: why the old ones could not be kept; nil where they were, or were not to be.
  @discardableResult
  func publish(keeping kept: KeptRuns? = nil) throws(ReportError) -> ReportError? {
    try owner.run { () throws(ReportError) in try exchange(kept) }
  }

  private func exchange(_ kept: KeptRuns?) throws(ReportError) -> ReportError? {
    try writer.finish()
    try FileSystem.swap(fresh, with: path)
    let parent = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    try FileSystem.synchronise(folder: parent, for: path)
    var failure: ReportError?
    do {
      try kept?.take(fresh)
    } catch {
      failure = error
    }
    try Self.remove(fresh, for: path)
    return failure
  }

  /// Gives the new pages up; the old ones stay.
  func discard() {
    try? owner.run { () throws(ReportError) in try Self.remove(fresh, for: path) }
  }

  /// Removes what a run left; a link is removed, not followed.
  static func remove(_ path: String, for folder: String) throws(ReportError) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .notWritable(folder: folder, reason: "\(path) cannot be removed")
    }
  }
}
