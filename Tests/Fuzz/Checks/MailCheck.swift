import Clickstream
import Mail

extension FuzzCheck {
  /// A message is a record of clean text or a reject, the same at each reading.
  static let mail = FuzzCheck("mail", sizeLimit: 16_384) { bytes in
    var limits = MailLimits()
    limits.depth = 5
    limits.parts = 20
    limits.containers = 10
    limits.headers = 60
    limits.message = 12_288
    (limits.parsed, limits.whole, limits.beginning) = (8_192, 1_024, 64)
    let reader = MailReader(key: SipHash.Key(1, 2), now: checkClock, limits: limits)
    let item = unsafe reader.read(bytes.span.bytes)
    try require(item.length == Int64(bytes.count), "the length is \(item.length)")
    switch item.outcome {
    case .rejected(let reject):
      try requirePrintable(reject.detail, "the detail of a reject")
      try require(reject.raw.count <= RejectedRecord.rawLimit, "more is kept than 4 KiB")
      try require(bytes.starts(with: reject.raw), "what is kept is not the beginning")
    case .message(let record):
      try check(record, limits)
      guard case .message(let again) = unsafe reader.read(bytes.span.bytes).outcome else {
        throw Violation(description: "the second reading rejects")
      }
      try require(again == record, "two readings differ")
    }
  }

  private static func check(_ record: MailRecord, _ limits: MailLimits) throws {
    try require(
      record.at >= .earliest && record.at <= checkClock.advanced(bySeconds: Instant.aheadLimit),
      "a time that is not believed")
    let mailboxes = record.from + record.to + record.cc + record.deliveredTo
    let texts =
      [record.subject, record.messageID, record.text] + record.attachments.map(\.name)
      + mailboxes.flatMap { [$0.name, $0.address.normalised] } + record.references
      + [record.reportedID, record.ownText]
      + record.reports.flatMap { [$0.action, $0.status, $0.diagnostic] }
    for text in texts { try requirePrintable(text, "a part of the message") }
    try require(record.text.utf8.count <= limits.text, "a long text")
    try require(record.reports.count <= 101, "many reports")
    try require(record.references.count <= 402, "many references")
    try require(record.reports.allSatisfy { !$0.diagnostic.contains("@") }, "an address in words")
    try require(
      record.attachments.allSatisfy { $0.size ?? 0 >= 0 }, "an attachment of negative size")
    try require(
      record.attachments.allSatisfy { ($0.size == nil) == $0.hash.isEmpty },
      "a size without a hash")
  }
}
