import Clickstream
import Markup

/// What had been seen of the inputs and not been read when a page was written.
struct Backlog: Equatable, Sendable {
  struct Source: Equatable, Sendable {
    let name: String
    /// Bytes on disk.
    let bytes: Int64
    /// Its daemon was stopped or hangs: how much is there to read nobody knows.
    let isUnanswered: Bool
    /// When its daemon last said how it stands.
    let seen: Instant?
  }

  /// Those that are followed, and those of which something is left to read.
  let sources: [Source]
  /// Of the site.
  let zone: Zone

  /// Sentences for readers; empty where everything had been read.
  var node: Node {
    let sentences = [unread, unanswered].compactMap(\.self)
    guard !sentences.isEmpty else { return .empty }
    return h(.p, [.class("lead")], .text(sentences.joined(separator: " ")))
  }

  private var unread: String? {
    let names = sources.filter { !$0.isUnanswered && $0.bytes > 0 }.map { source in
      "\(Number.bytes(Double(source.bytes))) of \(Self.shown(source))"
    }
    guard !names.isEmpty else { return nil }
    return "Not read yet when this was written: \(names.joined(separator: ", ")). The newest "
      + "numbers may still grow."
  }

  private var unanswered: String? {
    let names = sources.filter(\.isUnanswered).map { source in
      let seen = source.seen.map { " since \(DayText.minute($0, in: zone))" } ?? ""
      return "\(Self.shown(source))\(seen)"
    }
    guard !names.isEmpty else { return nil }
    return "The program that reads the following does not answer, so what came later is missing: "
      + "\(names.joined(separator: "; "))."
  }

  private static func shown(_ source: Source) -> String { Label.clean(source.name, limit: 80) }
}
