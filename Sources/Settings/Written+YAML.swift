import Clickstream
import Yams

extension Written {
  /// The entries of the table that a YAML file is; mistakes of shape are reported.
  static func entries(
    yaml bytes: [UInt8], file: String, _ reading: inout Reading
  ) -> [Written.Entry] {
    let place = { (line: Int, column: Int) in Origin.file(path: file, line: line, column: column) }
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    let content = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: content, as: UTF8.self) else {
      reading.report(
        "the file is not UTF-8; save it as UTF-8", at: place(firstLineNotUTF8(content), 1))
      return []
    }
    let findings = YAMLCheck(content).findings
    for finding in findings {
      reading.report(finding.message, at: place(finding.line, finding.column))
    }
    guard findings.isEmpty else { return [] }
    do {
      guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else { return [] }
      let written = Written(root, at: { place($0?.line ?? 1, $0?.column ?? 1) }, &reading)
      switch written.content {
      case .nothing: return []
      case .table(let entries): return entries
      default:
        reading.report(
          "the file must hold settings such as 'database: embedded', found \(Found.words(written))",
          at: written.origin)
      }
    } catch {
      let (message, mark) = Self.words(error)
      if let slip = YAMLSlip(text, line: mark?.line ?? 1) {
        reading.report(slip.advice, at: place(slip.line, 1))
      } else {
        reading.report(message, at: place(mark?.line ?? 1, mark?.column ?? 1))
      }
    }
    return []
  }

  /// The items of a list that is written on one line as YAML writes it; nil after a mistake was
  /// reported.
  static func items(
    inBrackets text: String, at origin: Origin, _ name: String, _ reading: inout Reading
  ) -> [Written]? {
    let findings = YAMLCheck(Array(text.utf8)).findings
    for finding in findings { reading.report("\(name): \(finding.message)", at: origin) }
    guard findings.isEmpty else { return nil }
    do {
      let root = try Yams.compose(yaml: text, .basic, .default, .utf8)
      if let root, case .list(let items) = Written(root, at: { _ in origin }, &reading).content {
        return items
      }
      reading.report("\(name) must be a list such as [a, b]", at: origin)
    } catch {
      reading.report(
        "\(name) must be a list such as [a, b]; it is \(Self.words(error).message)", at: origin)
    }
    return nil
  }

  private init(_ node: Node, at place: (Mark?) -> Origin, _ reading: inout Reading) {
    origin = place(node.mark)
    switch node {
    case .scalar(let scalar):
      let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      content = isNothing ? .nothing : .text(scalar.string)
    case .sequence(let items):
      content = .list(items.map { Written($0, at: place, &reading) })
    case .mapping(let pairs):
      var entries: [Entry] = []
      for (key, value) in pairs {
        let name = Written(key, at: place, &reading)
        let value = Written(value, at: place, &reading)
        if case .text(let text) = name.content {
          entries.append(Entry(key: text, origin: name.origin, value: value))
        } else {
          reading.report(
            "a setting needs a name in front of ':', found \(Found.words(name))", at: name.origin)
        }
      }
      content = .table(entries)
    case .alias:
      content = .nothing
    }
  }

  private static func firstLineNotUTF8(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }

  /// What YAML's reader found, without the text around it.
  private static func words(_ error: any Error) -> (message: String, mark: Mark?) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      return ("no YAML: \(YAMLTable.words(ofProblem: problem))", mark)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      let names = keys.map(Found.text).joined(separator: ", ")
      return ("\(names) stands more than once; keep one", context.mark)
    case YamlError.reader(let problem, _, _, _):
      return ("no YAML: \(problem)", nil)
    default:
      return ("no YAML", nil)
    }
  }
}
