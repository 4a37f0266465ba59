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
        groups.append(InputGroup(folder: folder, kind: input.kind, note: input.note, inputs: [input]))
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

  var name: String {
    let text =
      inputs.count == 1 ? inputs[0].path : "\(folder.isEmpty ? "." : folder)/ (\(inputs.count) files)"
    return PrintableText.string(from: text)
  }
}
