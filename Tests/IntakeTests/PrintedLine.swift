import Clickstream
import Support

/// A time as web servers print it, `zone` in seconds east.
func clf(_ instant: Instant, zone: Int64) -> String {
  func pad(_ number: some BinaryInteger, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
  let local = instant.seconds + zone
  let days = Int64(floorDividing: local, by: 86_400)
  let second = local - days * 86_400
  let (year, month, day) = Day(number: Int32(days)).civil
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  return "\(pad(day))/\(months[month - 1])/\(pad(year, 4))"
    + ":\(pad(second / 3_600)):\(pad(second / 60 % 60)):\(pad(second % 60))"
    + " \(zone < 0 ? "-" : "+")\(pad(abs(zone) / 3_600))\(pad(abs(zone) / 60 % 60))"
}

/// The fields of a valid line, made at random.
struct PrintedLine {
  var address: [UInt8]
  var user: [UInt8]
  var method: [UInt8]
  var target: [UInt8]
  var protocolVersion: [UInt8]
  var referrer: [UInt8]
  var agent: [UInt8]
  var at: Instant
  var zone: Int64
  var status: Int16
  var bytes: Int64

  init(using generator: inout SplitMix64) {
    func text(_ bytes: ClosedRange<Int>, without banned: Set<UInt8>) -> [UInt8] {
      (0..<Int.random(in: bytes, using: &generator)).map { _ in
        var byte: UInt8
        repeat { byte = .random(in: 0x21...0xff, using: &generator) } while banned.contains(byte)
        return byte
      }
    }
    let plain: Set<UInt8> = [0x22, 0x5c]
    address = Array(
      ["192.0.2.7", "2001:db8::1", "client.example"].randomElement(using: &generator)?.utf8
        ?? "".utf8)
    user = text(1...8, without: plain.union([0x2d, 0x5b]))
    method = Array(["GET", "POST", "M-SEARCH"].randomElement(using: &generator)?.utf8 ?? "".utf8)
    target = text(1...40, without: plain) + (Bool.random(using: &generator) ? [0x20, 0x61] : [])
    protocolVersion = Array(
      ["HTTP/1.1", "HTTP/2", "HTTP/2.0"].randomElement(using: &generator)?.utf8 ?? "".utf8)
    referrer = text(2...40, without: plain)
    agent = text(2...90, without: plain)
    at = Instant(seconds: .random(in: 631_152_000...1_893_456_000, using: &generator))
    zone = .random(in: -20...20, using: &generator) * 1_800
    status = .random(in: 100...999, using: &generator)
    bytes = .random(in: 0 ... .max, using: &generator)
  }

  /// The line in combined format, without its end.
  var combined: [UInt8] {
    address + Array(" - ".utf8) + user + Array(" [\(clf(at, zone: zone))] \"".utf8)
      + method + [0x20] + target + [0x20] + protocolVersion
      + Array("\" \(status) \(bytes) \"".utf8) + referrer + Array("\" \"".utf8) + agent + [0x22]
  }
}
