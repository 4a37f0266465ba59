import Clickstream
import Intake

extension FuzzCheck {
  /// A submission is a record of believed time and clean text, or a reject that tells nothing of it;
  /// with a carriage return at its end it is the same.
  static let forms = FuzzCheck("forms") { bytes in
    let reader = FormReader(now: checkClock, visitParameter: "visit")
    let outcome = unsafe reader.read(bytes.span.bytes)
    let ended = bytes + [13]
    let again = unsafe reader.read(ended.span.bytes)
    switch (outcome, again) {
    // Where it is broken off may be told one byte further.
    case (.rejected(let one, _), .rejected(let other, _)):
      try require(one == other, "the line's end changes the reason")
    default: try require(again == outcome, "the line's end counts")
    }
    _ = unsafe FormReader.isForms(bytes.span.bytes)
    switch outcome {
    case .empty:
      try require(bytes.allSatisfy { [9, 10, 13, 32].contains($0) }, "an empty line with words")
    case .rejected(_, let detail):
      try requirePrintable(detail, "the detail of a reject")
    case .record(let record):
      try check(record)
    }
  }

  private static func check(_ record: FormRecord) throws {
    try require(
      record.at >= .earliest && record.at <= checkClock.advanced(bySeconds: Instant.aheadLimit),
      "a time that is not believed")
    let contact = record.contact(
      site: "s", key: SipHash.Key(1, 2), generation: 1, position: 2,
      classify: { _ in ("t", "r", 1, "r") })
    let texts =
      [
        record.form, record.pagePath, record.personName, record.subject, contact.excerpt,
        contact.form, contact.pagePath, contact.personName,
      ] + record.fields.flatMap { [$0.name, $0.value] }
    for text in texts { try requirePrintable(text, "a field") }
    try require(contact.excerpt.unicodeScalars.count <= PlainText.excerptLimit, "a long excerpt")
  }
}
