/// What must become of every line that was written, by its key.
struct Manifest: Sendable {
  enum Class: Hashable, Sendable, CustomStringConvertible {
    case ok
    case reject(String)
    /// Empty lines: they have no key, and are counted.
    case ignore(String)

    var description: String {
      switch self {
      case .ok: "ok"
      case .reject(let reason): "reject:\(reason)"
      case .ignore(let reason): "ignore:\(reason)"
      }
    }
  }

  /// Keys of lines that must be events.
  private(set) var kept: [Int64] = []
  /// Keys of lines that must be rejects, by reason.
  private(set) var rejected: [String: [Int64]] = [:]
  /// Lines without a key, by reason.
  private(set) var ignored: [String: Int64] = [:]

  var rejectedKeys: [Int64] { rejected.values.flatMap { $0 } }
  var lineCount: Int64 {
    Int64(kept.count) + Int64(rejectedKeys.count) + ignored.values.reduce(0, +)
  }

  mutating func add(_ key: Int64, _ class: Class) {
    switch `class` {
    case .ok: kept.append(key)
    case .reject(let reason): rejected[reason, default: []].append(key)
    case .ignore(let reason): ignored[reason, default: 0] += 1
    }
  }

  mutating func add(_ other: Manifest) {
    kept += other.kept
    rejected.merge(other.rejected) { $0 + $1 }
    ignored.merge(other.ignored) { $0 + $1 }
  }

  /// `key,class`, a line each, for a look by eye.
  var text: String {
    var rows = kept.map { "\($0),\(Class.ok)" }
    for (reason, keys) in rejected.sorted(by: { $0.key < $1.key }) {
      rows += keys.map { "\($0),\(Class.reject(reason))" }
    }
    rows += ignored.sorted { $0.key < $1.key }.map { ",\(Class.ignore($0.key)) x \($0.value)" }
    return "key,class\n" + rows.joined(separator: "\n") + "\n"
  }
}
