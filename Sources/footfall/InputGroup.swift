import Clickstream
import Pipeline

/// Inputs that one line of the summary tells of: the many files of one kind in one folder.
struct InputGroup {
  /// Up to so many files of a folder have a line each.
  private static let most = 3

  let folder: String
  let kind: String
  let note: String
  var inputs: [IngestSummary.Input]

  /// The inputs in their order, those that belong together at the place of their first.
  static func groups(of inputs: [IngestSummary.Input]) -> [InputGroup] {
    var groups: [InputGroup] = []
    for input in inputs {
      let slash = input.path.lastIndex(of: "/") ?? input.path.startIndex
      let folder = String(input.path[..<slash])
      let index = groups.firstIndex {
        $0.folder == folder && $0.kind == input.kind && $0.note == input.note
      }
      if let index {
        groups[index].inputs.append(input)
      } else {
        groups.append(
          InputGroup(folder: folder, kind: input.kind, note: input.note, inputs: [input]))
      }
    }
    return groups.flatMap { group in
      group.inputs.count > most
        ? [group]
        : group.inputs.map {
          InputGroup(folder: group.folder, kind: group.kind, note: group.note, inputs: [$0])
        }
    }
  }

  func name(in currentFolder: String) -> String {
    guard inputs.count > 1 else { return Self.name(of: inputs[0].path, in: currentFolder) }
    let folder = folder.isEmpty ? "." : Self.name(of: folder, in: currentFolder)
    return "\(folder)/ (\(Quantity.counted(inputs.count, "file")))"
  }

  /// A path for people, short where it lies below the current folder.
  static func name(of path: String, in currentFolder: String) -> String {
    let isBelow = path.hasPrefix("\(currentFolder)/")
    return PrintableText.string(
      from: isBelow ? String(path.dropFirst(currentFolder.count + 1)) : path)
  }
}
