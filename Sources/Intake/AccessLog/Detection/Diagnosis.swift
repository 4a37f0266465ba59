/// Why the beginning of a file fits no format, for people.
package struct Diagnosis: Equatable, Sendable {
  /// The place where the nearest format stops fitting.
  package struct Place: Equatable, Sendable {
    /// The format that came furthest.
    package let format: AccessLogFormat
    /// From 1.
    package let line: Int
    /// In bytes, from 1.
    package let column: Int
    package let expected: Expectation
  }

  /// What the file looks like, where that is known: "a PNG picture".
  package let likeness: String?
  package let place: Place?
  /// The failing line, escaped and cut to 80 characters; empty for what is no text.
  package let sample: String
  /// What to do where it is a log nevertheless.
  package let remedy: String?

  package init(
    likeness: String?, place: Place? = nil, sample: String = "", remedy: String? = nil
  ) {
    self.likeness = likeness
    self.place = place
    self.sample = sample
    self.remedy = remedy
  }

  /// One sentence without any byte of the file.
  package var summary: String {
    switch (likeness, place) {
    case (nil, nil): "holds no line of an access log"
    case (let likeness?, nil):
      "looks like \(likeness)" + (remedy.map { "; \($0)" } ?? ", not like an access log")
    case (let likeness?, let place?): "looks like \(likeness); \(place)"
    case (nil, let place?):
      "fits no access-log format; the nearest is \(place.format.name): \(place)"
    }
  }
}

extension Diagnosis.Place: CustomStringConvertible {
  package var description: String {
    "line \(line), column \(column): expected \(expected.text)"
  }
}
