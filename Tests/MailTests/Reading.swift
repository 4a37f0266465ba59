import Clickstream
import Mail

let testKey = SipHash.Key(1, 2)
/// 2026-11-23T00:00:00Z.
let testClock = Instant(seconds: 1_795_392_000)

func reader(_ limits: MailLimits = MailLimits()) -> MailReader {
  MailReader(key: testKey, now: testClock, limits: limits)
}

func read(_ bytes: [UInt8], limits: MailLimits = MailLimits()) -> MailItem {
  unsafe reader(limits).read(bytes.span.bytes)
}

func readRecord(_ text: String) -> MailRecord? { readRecord(Array(text.utf8)) }

func readRecord(_ bytes: [UInt8], limits: MailLimits = MailLimits()) -> MailRecord? {
  guard case .message(let record) = read(bytes, limits: limits).outcome else { return nil }
  return record
}

func reject(_ bytes: [UInt8], limits: MailLimits = MailLimits()) -> RejectReason? {
  guard case .rejected(let record) = read(bytes, limits: limits).outcome else { return nil }
  return record.reason
}

/// A message with the usual headers, some more, and a body.
func message(_ headers: String = "", body: String = "Hello.\n") -> String {
  """
  From: "Ada Lane" <Ada@larkspur.example>
  To: Box Office <box@theatre.example>
  Date: Tue, 3 Mar 2026 10:20:30 +0100
  Message-ID: <m1@larkspur.example>

  """ + headers + "\n" + body
}
