package import Clickstream
import PostgreSQL

/// Events and sessions as rows of a binary COPY.
package enum EventColumns {
  /// The command that takes the rows, for the table of events or one like it.
  package static func copy(into table: String = "footfall_store.event") -> String {
    """
    COPY \(table) (visitor, at, generation, position, site, agent, page, query, \
    referrer, login, cookie, bytes, kind, audience, status, protocol, address, method, \
    duration, token, place) \
    FROM STDIN (FORMAT binary)
    """
  }

  private static let bufferSize = 1 << 18

  /// The rows of events in buffers of about 256 KiB, with the end mark.
  package static func buffers(of events: some Sequence<Event>) -> [[UInt8]] {
    var buffers: [[UInt8]] = []
    var encoder = CopyEncoder(capacity: bufferSize + 1_024)
    for event in events {
      encode(event, into: &encoder)
      if encoder.count >= bufferSize { buffers.append(encoder.take()) }
    }
    buffers.append(encoder.finish())
    return buffers
  }

  static func encode(_ event: Event, into encoder: inout CopyEncoder) {
    encoder.row(fields: 21)
    encoder.int8(event.visitor)
    encoder.timestamptz(unixMicroseconds: event.at.microseconds)
    encoder.int8(event.generation)
    encoder.int8(event.position)
    encoder.int8(event.site)
    encoder.int8(event.agent)
    encoder.int8(event.page == 0 ? nil : event.page)
    encoder.int8(event.query == 0 ? nil : event.query)
    encoder.int8(event.referrer == 0 ? nil : event.referrer)
    encoder.int8(event.login == 0 ? nil : event.login)
    encoder.int8(event.cookie == 0 ? nil : event.cookie)
    encoder.int8(event.bytes < 0 ? nil : event.bytes)
    encoder.int2(event.kind.rawValue)
    encoder.int2(event.audience.rawValue)
    encoder.int2(event.status < 0 ? nil : event.status)
    encoder.int2(event.protocolVersion == 0 ? nil : event.protocolVersion)
    if let address = event.address {
      encoder.inet(high: address.high, low: address.low, prefix: address.isV4 ? 112 : 48)
    } else {
      encoder.null()
    }
    if event.method == .none {
      encoder.null()
    } else {
      let word = InlineArray<8, UInt8> {
        UInt8(truncatingIfNeeded: event.method.packed >> (UInt64($0) * 8))
      }
      unsafe encoder.bytes(word.span.bytes.extracting(first: event.method.count))
    }
    encoder.int8(event.duration < 0 ? nil : event.duration)
    encoder.int8(event.token == 0 ? nil : event.token)
    encoder.int8(event.place == 0 ? nil : event.place)
  }
}
