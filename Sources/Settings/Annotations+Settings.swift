import Clickstream

/// A dated note as it is written, before it is known to be whole.
struct WrittenAnnotation: Sendable {
  var on: Day?
  var until: Day?
  var note = ""

  static let settings: [Setting<WrittenAnnotation>] = [
    Setting(
      "on", \.on, .optional(.day), example: "2026-10-03", help: "The local day of it. Needed."),
    Setting(
      "note", \.note, .line("one line of text"), example: "New programme",
      help: "What happened, in a few words that name nobody: it stands on public pages. Needed."),
    Setting(
      "until", \.until, .optional(.day), example: "2026-10-09",
      help: "The last day of it, where it took several."),
  ]
}

extension Kind<[Site.Annotation]> {
  /// A list of tables, one a note; they are kept in the order of their days.
  static var annotations: Kind {
    Kind(
      expected: "a list of notes, each {on: 2026-10-03, note: …}", isPlain: false,
      read: { written, name, reading in
        guard case .list(let items) = written.content else {
          reading.report(
            "\(name) must be a list of notes, each '{on: 2026-10-03, note: …}', found "
              + Found.words(written), at: written.origin)
          return nil
        }
        let before = reading.problems.count
        let notes = items.enumerated().compactMap { index, item in
          annotation(from: item, path: "\(name)[\(index)]", &reading)
        }
        guard reading.problems.count == before else { return nil }
        return notes.sorted { ($0.on, $0.until, $0.note) < ($1.on, $1.until, $1.note) }
      },
      print: { notes in
        let words = notes.map { note in
          let end = note.until == note.on ? "" : ", until: \(note.until)"
          return "{on: \(note.on), note: \(YAMLText.scalar(note.note) ?? "''")\(end)}"
        }
        return "[\(words.joined(separator: ", "))]"
      })
  }

  private static func annotation(
    from item: Written, path: String, _ reading: inout Reading
  ) -> Site.Annotation? {
    let read = reading.table(
      item, as: WrittenAnnotation.settings, of: WrittenAnnotation(), at: path)
    guard let read else { return nil }
    guard let on = read.on else {
      reading.report("\(path) needs a day, as in 'on: 2026-10-03'", at: item.origin)
      return nil
    }
    guard !read.note.isEmpty else {
      reading.report("\(path) needs a note", at: item.origin)
      return nil
    }
    if let until = read.until, until < on {
      reading.report(
        "\(path).until must not lie before 'on', found \(until) before \(on)",
        at: reading.origins["\(path).until"] ?? item.origin)
      return nil
    }
    return Site.Annotation(on: on, until: read.until, note: read.note)
  }
}

extension Kind<Day> {
  fileprivate static var day: Kind {
    .text(
      "a day such as 2026-10-03",
      parse: { text, _, _ throws(Mistake) in
        guard let day = Day(text) else { throw Mistake() }
        return day
      },
      print: \.description)
  }
}
