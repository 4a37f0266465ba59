import Clickstream
import Pipeline

extension LiveTail.Line {
  /// What it is, in a word.
  var kind: String {
    switch outcome {
    case .event(let kind, _): kind.name
    case .form: "form"
    case .rejected: "rejected"
    }
  }

  /// One line for a terminal: time in a zone, site, kind, status, what was asked for, and by whom.
  func text(in zone: Zone, coloured: Bool) -> String {
    let time = at.map { String(zone.civilText(of: $0).prefix(19)) }
    let columns = [
      time ?? String(repeating: " ", count: 19), pad(site, to: 12), pad(what, to: 10),
      status > 0 ? String(status) : "   ", shown(text),
    ]
    let line = columns.joined(separator: "  ") + (note.isEmpty ? "" : "  (\(shown(note)))")
    guard coloured, let colour else { return line }
    return "\u{1B}[\(colour)m\(line)\u{1B}[0m"
  }

  private var what: String {
    switch outcome {
    case .event(let kind, .person): kind.name
    case .event(let kind, let audience): "\(kind.name) \(audience.name)"
    case .form(let topic): topic
    case .rejected(let reason): reason.rawValue
    }
  }

  /// The number of a colour of ANSI terminals; nil: none.
  private var colour: Int? {
    switch outcome {
    case .rejected: 31
    case .event(.error, _): 33
    case .event(_, .bot), .event(.asset, _): 90
    case .event(.download, _), .event(.submission, _), .form: 32
    case .event: nil
    }
  }

  private func pad(_ text: String, to width: Int) -> String {
    let text = shown(text)
    return text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func shown(_ text: String) -> String { PrintableText.string(from: text) }
}
