/// Where the value of a setting comes from; the later ones win.
package enum Origin: Hashable, Sendable {
  case builtIn
  /// Line and column count from 1.
  case file(path: String, line: Int, column: Int)
  /// The name of the variable.
  case environment(String)
  /// The name of the flag, with its hyphens.
  case flag(String)
}

extension Origin: CustomStringConvertible {
  /// As `footfall config show` prints it: `default`, `footfall.yaml:12`, `flag --data`.
  package var description: String {
    switch self {
    case .builtIn: "default"
    case .file(let path, let line, _): "\(path):\(line)"
    case .environment(let name): "environment \(name)"
    case .flag(let name): "flag \(name)"
    }
  }
}
