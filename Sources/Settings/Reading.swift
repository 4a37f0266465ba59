import Clickstream

/// What gathers while the settings are read: mistakes, and where each value came from.
struct Reading {
  /// The folder that relative paths of variables and flags start from.
  let currentFolder: String
  var problems: [ConfigurationProblem] = []
  var origins: [String: Origin] = [:]

  mutating func report(_ message: String, at origin: Origin) {
    problems.append(ConfigurationProblem(origin: origin, message: message))
  }

  /// A path made absolute: from the folder of the file it stands in, else the current folder.
  func absolute(_ path: String, from origin: Origin) -> String {
    guard case .file(let file, _, _) = origin else { return Path.join(currentFolder, path) }
    return Path.join(Path.folder(of: Path.join(currentFolder, file)), path)
  }

  /// Reads the entries of a table by their declarations; unknown keys are mistakes.
  mutating func read<Root>(
    _ entries: [Written.Entry], as settings: [Setting<Root>], into root: inout Root, prefix: String
  ) {
    for entry in entries {
      if let setting = settings.first(where: { $0.key == entry.key }) {
        setting.read(entry.value, into: &root, path: prefix + setting.key, &self)
      } else {
        let message =
          prefix.isEmpty && isOfInputs(entry.key)
          ? "\(Found.text(entry.key)) is a setting of an input; write it under the input's "
            + "'- path: …', as far in as 'path:'"
          : unknown(entry.key, among: settings.map(\.key))
        report(message, at: entry.origin)
      }
    }
  }

  private func isOfInputs(_ key: String) -> Bool {
    InputSource.settings.contains { $0.key == key } && !Site.settings.contains { $0.key == key }
  }

  private func unknown(_ key: String, among known: [String]) -> String {
    let shown = Found.text(key)
    guard let nearest = known.nearest(to: key, atMost: 1).first else {
      return "unknown setting \(shown); known are \(known.joined(separator: ", "))"
    }
    return "unknown setting \(shown); did you mean '\(nearest)'?"
  }
}

/// What was found, in words that are safe to print.
enum Found {
  static func text(_ text: String) -> String {
    let printable = PrintableText.string(from: String(text.prefix(60)))
    return "'\(printable)\(text.count > 60 ? "…" : "")'"
  }

  static func words(_ written: Written) -> String {
    switch written.content {
    case .nothing: "nothing"
    case .text(let text): Self.text(text)
    case .list: "a list"
    case .table: "a table of settings"
    }
  }
}
