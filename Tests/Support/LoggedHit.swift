package import Clickstream

/// A line of an access log, field by field: what the parser hands to enrichment.
package struct LoggedHit: Sendable {
  /// The bytes of a field, as they stand in the line.
  package struct Field: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, Sendable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }
    package init(_ text: String) { bytes = Array(text.utf8) }
    package init(stringLiteral text: String) { self.init(text) }
  }

  package var host: Field = ""
  package var address: Field = "192.0.2.77"
  package var user: Field = ""
  package var method: Field = "GET"
  package var target: Field = "/"
  package var protocolVersion: Field = "HTTP/1.1"
  package var referrer: Field = ""
  package var agent: Field =
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
  package var cookie: Field = ""
  package var at = Instant(seconds: 1_700_000_000)
  package var status: Int16 = 200
  package var bytes: Int64 = 1_234
  package var flags: AccessRecord.Flags = []

  package init() {}

  /// A hit that differs from a usual one as `change` says.
  package init(_ change: (inout LoggedHit) -> Void) { change(&self) }

  /// The line's bytes, and the record that points into them.
  package var record: (record: AccessRecord, line: [UInt8]) {
    var line: [UInt8] = []
    func place(_ field: Field) -> ByteRange {
      let start = line.count
      line += field.bytes
      defer { line.append(UInt8(ascii: " ")) }
      return field.bytes.isEmpty ? .empty : ByteRange(start, start + field.bytes.count)
    }
    var record = AccessRecord()
    record.host = place(host)
    record.address = place(address)
    record.user = place(user)
    record.method = place(method)
    record.target = place(target)
    record.protocolVersion = place(protocolVersion)
    record.referrer = place(referrer)
    record.agent = place(agent)
    record.cookie = place(cookie)
    record.line = ByteRange(0, line.count)
    record.at = at
    record.status = status
    record.bytes = bytes
    record.flags = flags
    return (record, line)
  }
}
