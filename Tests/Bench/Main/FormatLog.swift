import Clickstream
import Foundation
import Intake

/// The same hits as a log of another format, for comparing how fast formats are parsed.
struct FormatLog {
  let name: String
  /// What compiles to its format.
  let format: String
  let bytes: [UInt8]

  static let formats: [(name: String, format: String)] = [
    ("combined", "combined"), ("vhost_combined", "vhost_combined"), ("common", "common"),
    (
      "pasted nginx",
      #"$remote_addr - $remote_user [$time_iso8601] $host "$request_method $request_uri $server_protocol" $status $body_bytes_sent rt=$request_time "$http_referer" "$http_user_agent""#
    ),
    ("nginx JSON", "nginx_json"), ("Caddy", "caddy"), ("Traefik JSON", "traefik_json"),
    ("IIS", "iis"), ("CloudFront", "cloudfront"), ("S3", "s3"), ("ALB", "alb"),
    ("HAProxy", "haproxy"), ("Envoy", "envoy"), ("Squid", "squid"),
  ]

  /// - Parameter lines: lines in combined format.
  init(_ name: String, _ format: String, from lines: [[UInt8]]) throws {
    self.name = name
    self.format = format
    let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") + "\n"
    var reader = LineReader(try ByteSource(pieces: [Array(text.utf8)]))
    var parser = AccessLogParser(format: .combined, now: Instant(seconds: 4_000_000_000))
    var chunk = LineChunk()
    var batch = AccessBatch()
    var out = Self.head(name)
    while try reader.read(into: &chunk) {
      parser.parse(chunk, into: &batch)
      for record in batch.records {
        let field = { (range: ByteRange) in
          range.isEmpty ? "-" : String(decoding: chunk.copy(range), as: UTF8.self)
        }
        out += Self.line(name, record, field) + "\n"
      }
    }
    bytes = Array(out.utf8)
  }

  private static func head(_ name: String) -> String {
    switch name {
    case "IIS":
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
        + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken\n"
    case "CloudFront":
      "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status "
        + "cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id "
        + "x-host-header cs-protocol cs-bytes time-taken\n"
    default: ""
    }
  }

  private static func line(
    _ name: String, _ record: AccessRecord, _ field: (ByteRange) -> String
  ) -> String {
    let (address, method, target) = (
      field(record.address), field(record.method), field(record.target)
    )
    let (agent, referrer) = (field(record.agent), field(record.referrer))
    let (status, bytes) = (record.status, max(0, record.bytes))
    let iso = record.at.rfc3339
    let (date, clock) = (iso.prefix(10), iso.dropFirst(11).prefix(8))
    let parts = date.split(separator: "-")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let clf = "\(parts[2])/\(months[(Int(parts[1]) ?? 1) - 1])/\(parts[0]):\(clock)"
    let request = field(record.request)
    let combined =
      "\(address) - - [\(clf) +0000] \"\(request)\" \(status) \(bytes)"
    let plus = agent.replacing(" ", with: "+")
    switch name {
    case "combined": return "\(combined) \"\(referrer)\" \"\(agent)\""
    case "vhost_combined":
      return "www.shop.example:443 \(combined) \"\(referrer)\" \"\(agent)\""
    case "common": return combined
    case "pasted nginx":
      return
        "\(address) - - [\(iso.prefix(19))+00:00] www.shop.example \"\(request)\" \(status) "
        + "\(bytes) rt=0.012 \"\(referrer)\" \"\(agent)\""
    case "nginx JSON":
      return
        #"{"ip": "\#(address)","host": "www.shop.example","path": "\#(target)","status": "\#(status)","#
        + #""referrer": "\#(referrer)","user_agent": "\#(agent)","length": \#(bytes),"#
        + #""generation_time_milli": 0.012,"date": "\#(iso.prefix(19))+00:00"}"#
    case "Caddy":
      return
        #"{"level":"info","ts":\#(record.at.seconds).1234567,"logger":"http.log.access.log0","#
        + #""msg":"handled request","request":{"remote_ip":"\#(address)","remote_port":"41342","#
        + #""client_ip":"\#(address)","proto":"HTTP/2.0","method":"\#(method)","#
        + #""host":"www.shop.example","uri":"\#(target)","headers":{"User-Agent":["\#(agent)"],"#
        + #""Accept":["*/*"],"Referer":["\#(referrer)"],"Accept-Encoding":["gzip, deflate, br"]},"#
        + #""tls":{"resumed":false,"version":772,"cipher_suite":4867,"proto":"h2","#
        + #""server_name":"www.shop.example"}},"bytes_read":0,"user_id":"","#
        + #""duration":0.000929675,"size":\#(bytes),"status":\#(status),"#
        + #""resp_headers":{"Server":["Caddy"],"Content-Type":["text/html; charset=utf-8"]}}"#
    case "Traefik JSON":
      return
        #"{"ClientAddr":"\#(address):5060","ClientHost":"\#(address)","ClientPort":"5060","#
        + #""ClientUsername":"-","DownstreamContentSize":\#(bytes),"DownstreamStatus":\#(status),"#
        + #""Duration":61234,"RequestHost":"www.shop.example","RequestMethod":"\#(method)","#
        + #""RequestPath":"\#(target)","RequestProtocol":"HTTP/1.1","#
        + #""StartUTC":"\#(iso.prefix(19)).111222333Z","level":"info","msg":"","#
        + #""request_Referer":"\#(referrer)","request_User-Agent":"\#(agent)","#
        + #""time":"\#(iso.prefix(19))Z"}"#
    case "IIS":
      return
        "\(date) \(clock) 10.0.0.1 \(method) \(target.replacing(" ", with: "+")) - 443 - "
        + "\(address) \(plus) \(referrer) \(status) 0 0 15"
    case "CloudFront":
      return [
        "\(date)", "\(clock)", "FRA2", "\(bytes)", address, method, "d1.cloudfront.net", target,
        "\(status)", referrer, agent.replacing(" ", with: "%2520"), "-", "-", "Hit", "abc==",
        "www.shop.example", "https", "23", "0.002",
      ].joined(separator: "\t")
    case "S3":
      return
        "79a59df900b949e5 bucket [\(clf) +0000] \(address) - 3E57427F3 REST.GET.OBJECT key "
        + "\"\(request)\" \(status) - \(bytes) \(bytes) 7 - \"\(referrer)\" \"\(agent)\" -"
    case "ALB":
      return
        "https \(iso.prefix(19)).186641Z app/lb/50dc6c495c0c9188 \(address):2817 10.0.0.1:80 0.086 "
        + "0.048 0.037 \(status) \(status) 0 \(bytes) "
        + "\"\(method) https://www.shop.example:443\(target) HTTP/1.1\" \"\(agent)\" ECDHE TLSv1.2 -"
    case "HAProxy":
      return
        "Feb  6 12:14:14 localhost haproxy[14389]: \(address):33317 [\(clf).655] http-in s/s1 "
        + "10/0/30/69/109 \(status) \(bytes) - - ---- 1/1/1/1/0 0/0 \"\(request)\""
    case "Envoy":
      return
        "[\(iso.prefix(19)).310Z] \"\(request)\" \(status) - 154 \(bytes) 226 100 \"\(address)\" "
        + "\"\(agent)\" \"cc21d9b0-f45d\" \"www.shop.example\" \"tcp://10.0.2.1:80\""
    default:
      return
        "\(record.at.seconds).129    345 \(address) TCP_MISS/\(status) \(bytes) \(method) "
        + "http://www.shop.example\(target) - DIRECT/192.0.2.4 text/html"
    }
  }

  /// Bytes a second of parsing alone, as for the grown log, and how many lines gave no record.
  func rate(in folder: String) async throws -> (bytesPerSecond: Double, lost: Int) {
    let path = folder + "/format.log"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let format = try AccessLogFormat.compile(self.format)
    var lost = 0
    var rates: [Double] = []
    for _ in 0..<7 {
      lost = 0
      let seconds = try await Stopwatch.seconds {
        var parser = AccessLogParser(format: format, now: Instant(seconds: 4_000_000_000))
        var reader = LineReader(try ByteSource(path: path))
        var chunk = LineChunk()
        var batch = AccessBatch()
        while try reader.read(into: &chunk) {
          parser.parse(chunk, into: &batch)
          lost += batch.rejects.count
        }
      }
      rates.append(Double(bytes.count) / seconds)
    }
    return (rates.median, lost)
  }
}
