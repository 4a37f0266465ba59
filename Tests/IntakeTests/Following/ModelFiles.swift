import Clickstream
import Intake
import Support

/// A file of numbered bytes: no two that were written are the same, and a copy has those of the
/// first.
final class ModelFile {
  let identity: FileIdentity
  var bytes: [Int] = []
  var modified: Int64 = 0
  /// It was cut since it was last looked at.
  var isCut = false
  init(_ inode: UInt64) { identity = FileIdentity(device: 1, inode: inode) }
}

/// A folder of such files: 30 lines of what a file system is.
struct ModelFiles {
  var names: [String: ModelFile] = [:]
  private var inode: UInt64 = 0
  private(set) var written = 0
  private var moment: Int64 = 0

  mutating func append(_ count: Int, to file: ModelFile) {
    file.bytes += written..<written + count
    written += count
    touch(file)
  }

  mutating func create(_ name: String) {
    inode += 1
    let file = ModelFile(inode)
    touch(file)
    names[name] = file
  }

  mutating func rename(_ name: String, to other: String) {
    if let file = names.removeValue(forKey: name) { names[other] = file }
  }

  mutating func copy(_ name: String, to other: String) {
    create(other)
    if let bytes = names[name]?.bytes { names[other]?.bytes = bytes }
  }

  mutating func truncate(_ file: ModelFile) {
    file.bytes = []
    file.isCut = true
    touch(file)
  }

  private mutating func touch(_ file: ModelFile) {
    moment += 1
    file.modified = moment
  }

  var sightings: [FileSighting] { names.map { Self.sighting($0.value, $0.key) } }

  static func sighting(_ file: ModelFile, _ path: String) -> FileSighting {
    FileSighting(
      path: path, identity: file.identity, size: Int64(file.bytes.count), modified: file.modified)
  }
}

extension ModelFiles {
  /// Something that a writer or a rotation does.
  mutating func happen(_ random: inout SplitMix64) {
    let name = "/a.log"
    let file = names.sorted { $0.key < $1.key }.randomElement(using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<5:
      if names[name] == nil { create(name) }
      if let file = names[name] {
        append(Int.random(in: 1...40, using: &random), to: file)
      }
    case 5: if let file { append(Int.random(in: 1...9, using: &random), to: file.value) }
    case 6...7:
      for number in stride(from: 3, through: 1, by: -1) {
        rename("\(name).\(number)", to: "\(name).\(number + 1)")
      }
      rename(name, to: "\(name).1")
      if Bool.random(using: &random) { create(name) }
    case 8:
      guard let log = names[name] else { return }
      copy(name, to: "\(name)-2025010\(Int.random(in: 1...9, using: &random))")
      // The loss that no reader can see: what is written between copy and cut.
      truncate(log)
    case 9: if let file { truncate(file.value) }
    case 10: if let file { names[file.key] = nil }
    default:
      if let file { rename(file.key, to: "/b\(Int.random(in: 0...3, using: &random)).log") }
    }
  }
}
