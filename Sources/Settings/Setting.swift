/// A setting, declared once: the default is the value that a fresh `Root` has there.
struct Setting<Root: Sendable>: Sendable {
  let key: String
  /// The flag that sets it, with its hyphens.
  let flag: String
  /// Sentences for people: what it does.
  let help: String
  /// A value to show where the default is to have none.
  let example: String
  /// What a value must be, in words.
  let expected: String
  /// Whether one line of text is enough for it: only then variables and flags set it.
  let isPlain: Bool
  private let reader: @Sendable (Written, inout Root, String, inout Reading) -> Bool
  private let printer: @Sendable (Root) -> String?

  init<Value>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ kind: Kind<Value>,
    flag: String? = nil, example: String, help: String
  ) {
    self.key = key
    self.flag = flag ?? "--" + key.replacing("_", with: "-")
    self.help = help
    self.example = example
    expected = kind.expected
    isPlain = kind.isPlain
    reader = { written, root, name, reading in
      guard let value = kind.read(written, name, &reading) else { return false }
      root[keyPath: path] = value
      return true
    }
    printer = { kind.print($0[keyPath: path]) }
  }

  /// The environment variable that sets it.
  var variable: String { "FOOTFALL_" + key.uppercased() }

  /// Takes a written value over, or reports what is wrong with it; nothing written changes nothing.
  func read(_ written: Written, into root: inout Root, path: String, _ reading: inout Reading) {
    if case .nothing = written.content { return }
    if reader(written, &root, path, &reading) { reading.origins[path] = written.origin }
  }

  /// The value as YAML on one line, secrets redacted; nil where there is none.
  func text(in root: Root) -> String? { printer(root) }
}
