import Markup

/// What had been seen of the inputs and not been read when a page was written.
struct Backlog: Equatable, Sendable {
  struct Source: Equatable, Sendable {
    let name: String
    /// Bytes on disk.
    let bytes: Int64
  }

  let sources: [Source]

  /// A sentence for readers; empty where everything had been read.
  var node: Node {
    guard !sources.isEmpty else { return .empty }
    let names = sources.map { source in
      "\(Number.bytes(Double(source.bytes))) of \(Label.clean(source.name, limit: 80))"
    }
    return h(
      .p, [.class("lead")],
      .text(
        "Not read yet when this was written: \(names.joined(separator: ", ")). The newest numbers "
          + "may still grow."))
  }
}
