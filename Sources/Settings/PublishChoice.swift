import Clickstream

/// What is done with the pages after each report.
package enum PublishChoice: Equatable, Sendable {
  /// They are copied to a folder, which is replaced whole.
  case folder(String)
  /// A command of the shell is run.
  case command(String)
}

extension Kind<PublishChoice> {
  /// A folder, made absolute, or `run` and a command.
  static var publish: Kind {
    .text(
      "the path of a folder, or 'run' and a command",
      parse: { text, origin, reading throws(Mistake) in
        let line = text.trimmed
        guard !line.isEmpty, line.count <= 2_000, PrintableText.string(from: line) == line else {
          throw Mistake()
        }
        if line == "run" || line.hasPrefix("run ") {
          let command = line.dropFirst(3).trimmed
          guard !command.isEmpty else {
            throw Mistake(message: "needs a command behind 'run', as in: run rsync -a …")
          }
          return .command(command)
        }
        guard !line.hasPrefix("~") else {
          throw Mistake(message: "must be the path of a folder, without '~': write the whole path")
        }
        return .folder(reading.absolute(line, from: origin))
      },
      print: { choice in
        switch choice {
        case .folder(let path): YAMLText.scalar(path)
        case .command(let line): YAMLText.scalar("run \(line)")
        }
      })
  }
}
