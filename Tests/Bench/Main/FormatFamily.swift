import Clickstream
import Foundation
import Intake

/// A hit with the texts that lines of any format are made of; `-` stands for what is missing.
struct LoggedHit {
  let address, request, method, target, referrer, agent: String
  let status, bytes: String
  /// Whole seconds since 1970.
  let seconds: Int64
  /// `2000-10-10` and `13:55:36`, UTC.
  let date, clock: String
  /// `10/Oct/2000:13:55:36`.
  let clf: String

  var iso: String { date + "T" + clock }

  /// What stands in the lines of a log in combined format.
  static func hits(of lines: [[UInt8]]) throws -> [LoggedHit] {
    let text = Array(lines.joined(separator: [0x0a])) + [0x0a]
    var reader = LineReader(try ByteSource(pieces: [text]))
    var parser = AccessLogParser(format: .combined, now: Instant(seconds: 4_000_000_000))
    var chunk = LineChunk()
    var batch = AccessBatch()
    var hits: [LoggedHit] = []
    while try reader.read(into: &chunk) {
      parser.parse(chunk, into: &batch)
      hits += batch.records.map { LoggedHit($0, chunk) }
    }
    return hits
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private init(_ record: AccessRecord, _ chunk: LineChunk) {
    let text = { (range: ByteRange) in
      range.isEmpty ? "-" : String(decoding: chunk.copy(range), as: UTF8.self)
    }
    address = text(record.address)
    request = text(
      record.method.isEmpty
        ? .empty : ByteRange(record.method.start, record.protocolVersion.end))
    method = text(record.method)
    target = text(record.target)
    referrer = text(record.referrer)
    agent = text(record.agent)
    status = "\(record.status)"
    bytes = "\(max(0, record.bytes))"
    seconds = record.at.seconds
    let iso = record.at.rfc3339
    date = String(iso.prefix(10))
    clock = String(iso.dropFirst(11).prefix(8))
    let parts = date.split(separator: "-")
    clf = "\(parts[2])/\(Self.months[(Int(parts[1]) ?? 1) - 1])/\(parts[0]):\(clock)"
  }
}

/// A kind of log that is shipped or that can be pasted, and how its lines look.
struct FormatFamily: Sendable {
  let name: String
  /// What compiles to its format.
  let format: String
  var head = ""
  let line: @Sendable (LoggedHit) -> String

  /// The first is what the others are compared with.
  static let all =
    [FormatFamily(name: "combined", format: "combined") { combined($0) }]
    + lines + columns + objects

  private static func common(_ hit: LoggedHit) -> String {
    "\(hit.address) - - [\(hit.clf) +0000] \"\(hit.request)\" \(hit.status) \(hit.bytes)"
  }

  private static func combined(_ hit: LoggedHit) -> String {
    common(hit) + " " + ends(hit)
  }

  private static func ends(_ hit: LoggedHit) -> String { "\"\(hit.referrer)\" \"\(hit.agent)\"" }

  private static let host = "www.shop.example"

  /// Fields between literals.
  private static let lines = [
    FormatFamily(name: "vhost_combined", format: "vhost_combined") {
      "\(host):443 \(combined($0))"
    },
    FormatFamily(name: "common", format: "common") { common($0) },
    FormatFamily(name: "vhost_common", format: "vhost_common") { "\(host):443 \(common($0))" },
    FormatFamily(name: "main", format: "main") { combined($0) + " \"-\"" },
    FormatFamily(name: "syslog", format: "syslog combined") {
      "Feb  6 12:14:14 web1 nginx[12]: \(combined($0))"
    },
    FormatFamily(
      name: "pasted nginx",
      format:
        #"$remote_addr - $remote_user [$time_iso8601] $host "$request_method $request_uri $server_protocol" $status $body_bytes_sent rt=$request_time "$http_referer" "$http_user_agent""#
    ) {
      "\($0.address) - - [\($0.iso)+00:00] \(host) \"\($0.request)\" \($0.status) \($0.bytes) "
        + "rt=0.012 \(ends($0))"
    },
    FormatFamily(
      name: "pasted Apache",
      format:
        #"LogFormat "%v %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %D" timed"#
    ) { "\(host) \(combined($0)) 1234" },
    FormatFamily(
      name: "GoAccess", format: #"%v:%^ %h %^[%d:%t %^] "%r" %s %b "%R" "%u" %D"#
    ) { "\(host):443 \(combined($0)) 1234" },
    FormatFamily(name: "S3", format: "s3") {
      "79a59df900b949e5 bucket [\($0.clf) +0000] \($0.address) - 3E57427F3 REST.GET.OBJECT key "
        + "\"\($0.request)\" \($0.status) - \($0.bytes) \($0.bytes) 7 - \(ends($0)) -"
    },
    FormatFamily(name: "ELB", format: "elb") {
      "\($0.iso).186641Z lb \($0.address):2817 10.0.0.1:80 0.086 0.048 0.037 \($0.status) "
        + "\($0.status) 0 \($0.bytes) \"\($0.method) https://\(host):443\($0.target) HTTP/1.1\" "
        + "\"\($0.agent)\" ECDHE TLSv1.2"
    },
    FormatFamily(name: "ALB", format: "alb") {
      "https \($0.iso).186641Z app/lb/50dc6c495c0c9188 \($0.address):2817 10.0.0.1:80 0.086 "
        + "0.048 0.037 \($0.status) \($0.status) 0 \($0.bytes) "
        + "\"\($0.method) https://\(host):443\($0.target) HTTP/1.1\" \"\($0.agent)\" ECDHE TLSv1.2 -"
    },
    FormatFamily(name: "HAProxy", format: "haproxy") {
      "Feb  6 12:14:14 localhost haproxy[14389]: \($0.address):33317 [\($0.clf).655] http-in s/s1 "
        + "10/0/30/69/109 \($0.status) \($0.bytes) - - ---- 1/1/1/1/0 0/0 \"\($0.request)\""
    },
    FormatFamily(name: "Envoy", format: "envoy") {
      "[\($0.iso).310Z] \"\($0.request)\" \($0.status) - 154 \($0.bytes) 226 100 \"\($0.address)\" "
        + "\"\($0.agent)\" \"cc21d9b0-f45d\" \"\(host)\" \"tcp://10.0.2.1:80\""
    },
    FormatFamily(name: "Istio", format: "istio") {
      "[\($0.iso).409Z] \"\($0.request)\" \($0.status) - via_upstream - \"-\" 0 \($0.bytes) 4 4 "
        + "\"\($0.address)\" \"\($0.agent)\" \"84961386\" \"\(host)\" \"127.0.0.1:80\" "
        + "inbound|8000|| 127.0.0.1:41854 10.44.1.27:80 10.44.1.23:37652 outbound_.8000 default"
    },
    FormatFamily(name: "Squid", format: "squid") {
      "\($0.seconds).129    345 \($0.address) TCP_MISS/\($0.status) \($0.bytes) \($0.method) "
        + "http://\(host)\($0.target) - DIRECT/192.0.2.4 text/html"
    },
    FormatFamily(name: "Icecast", format: "icecast2") { combined($0) + " 45" },
    FormatFamily(name: "OVH", format: "ovh") {
      "\($0.address) \(host) - [\($0.clf) +0000] \"\($0.request)\" \($0.status) \($0.bytes) "
        + ends($0)
    },
    FormatFamily(name: "Gandi", format: "gandi") {
      "\(host) \($0.address) - - [\($0.clf) +0000] (0 s) \"\($0.request)\" \($0.status) "
        + "\($0.bytes) \(ends($0))"
    },
    FormatFamily(name: "Traefik", format: "traefik") {
      combined($0) + " 1 \"shop@docker\" \"http://172.18.0.3:80\" 12ms"
    },
    FormatFamily(name: "Cloud Storage", format: "cloudstorage") {
      "\"\($0.seconds)123456\",\"\($0.address)\",\"1\",\"\",\"\($0.method)\",\"\($0.target)\","
        + "\"\($0.status)\",\"0\",\"\($0.bytes)\",\"42000\",\"storage.googleapis.com\","
        + "\"\($0.referrer)\",\"\($0.agent)\",\"id\",\"GET_Object\",\"b\",\"o\""
    },
    FormatFamily(name: "Bunny", format: "bunny") {
      "HIT|\($0.status)|\($0.seconds)421|\($0.bytes)|390|\($0.address)|\($0.referrer)|"
        + "https://\(host)\($0.target)|WA|\($0.agent)|322b688bd63fb63f2babe9de30a5d262|DE"
    },
    FormatFamily(
      name: "GoatCounter", format: "goatcounter",
      head: "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,"
        + "Screen size,Location,FirstVisit,Date\n"
    ) {
      "\"\($0.target)\",\"Tea, cups\",false,\"\($0.agent)\",Chrome 90,Linux,\($0.address),0,"
        + "\"\($0.referrer)\",h,\"1440,900,1\",DE,true,\($0.iso)Z"
    },
    FormatFamily(name: "WebSTAR", format: "webstar") {
      let day = $0.date.split(separator: "-")
      return "\(day[1])/\(day[2])/\(day[0].suffix(2))\t\($0.clock)\tOK  \t\($0.status)\t"
        + "\($0.address)\t\($0.agent)\t\($0.referrer)\t\"\(host)\"\t"
        + "\($0.target.replacing("/", with: ":"))\t\($0.bytes)"
    },
  ]

  /// Columns by a `#Fields:` line.
  private static let columns = [
    FormatFamily(
      name: "W3C", format: "w3c",
      head: "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes "
        + "cs(User-Agent) cs(Referer) time-taken\n"
    ) {
      "\($0.date) \($0.clock) \($0.address) \($0.method) \($0.target.plused) - \($0.status) "
        + "\($0.bytes) \($0.agent.plused) \($0.referrer) 0.015"
    },
    FormatFamily(
      name: "IIS", format: "iis",
      head: "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
        + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken\n"
    ) {
      "\($0.date) \($0.clock) 10.0.0.1 \($0.method) \($0.target.plused) - 443 - \($0.address) "
        + "\($0.agent.plused) \($0.referrer) \($0.status) 0 0 15"
    },
    FormatFamily(
      name: "Incapsula", format: "incapsula_w3c",
      head: "#Fields: date time cs-vid c-ip cs-method cs-uri sc-status cs(User-Agent) "
        + "cs(Referer)\n"
    ) {
      "\"\($0.date)\" \"\($0.clock)\" \"\" \"\($0.address)\" \"\($0.method)\" "
        + "\"\(host)\($0.target)\" \"\($0.status)\" \(ends($0))"
    },
    FormatFamily(
      name: "CloudFront", format: "cloudfront",
      head: "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
        + "sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type "
        + "x-edge-request-id x-host-header cs-protocol cs-bytes time-taken\n"
    ) {
      [
        $0.date, $0.clock, "FRA2", $0.bytes, $0.address, $0.method, "d1.cloudfront.net", $0.target,
        $0.status, $0.referrer, $0.agent.replacing(" ", with: "%2520"), "-", "-", "Hit", "abc==",
        host, "https", "23", "0.002",
      ].joined(separator: "\t")
    },
  ]

  /// An object of JSON on each line.
  private static let objects = [
    FormatFamily(name: "nginx JSON", format: "nginx_json") {
      #"{"ip": "\#($0.address)","host": "\#(host)","path": "\#($0.target)","status": "\#($0.status)","#
        + #""referrer": "\#($0.referrer)","user_agent": "\#($0.agent)","length": \#($0.bytes),"#
        + #""generation_time_milli": 0.012,"date": "\#($0.iso)+00:00"}"#
    },
    FormatFamily(name: "Caddy", format: "caddy") {
      #"{"level":"info","ts":\#($0.seconds).1234567,"logger":"http.log.access.log0","#
        + #""msg":"handled request","request":{"remote_ip":"\#($0.address)","remote_port":"41342","#
        + #""client_ip":"\#($0.address)","proto":"HTTP/2.0","method":"\#($0.method)","#
        + #""host":"\#(host)","uri":"\#($0.target)","headers":{"User-Agent":["\#($0.agent)"],"#
        + #""Accept":["*/*"],"Referer":["\#($0.referrer)"],"Accept-Encoding":["gzip, deflate, br"]},"#
        + #""tls":{"resumed":false,"version":772,"cipher_suite":4867,"proto":"h2","#
        + #""server_name":"\#(host)"}},"bytes_read":0,"user_id":"","#
        + #""duration":0.000929675,"size":\#($0.bytes),"status":\#($0.status),"#
        + #""resp_headers":{"Server":["Caddy"],"Content-Type":["text/html; charset=utf-8"]}}"#
    },
    FormatFamily(name: "Traefik JSON", format: "traefik_json") {
      #"{"ClientAddr":"\#($0.address):5060","ClientHost":"\#($0.address)","ClientPort":"5060","#
        + #""ClientUsername":"-","DownstreamContentSize":\#($0.bytes),"#
        + #""DownstreamStatus":\#($0.status),"Duration":61234,"RequestHost":"\#(host)","#
        + #""RequestMethod":"\#($0.method)","RequestPath":"\#($0.target)","#
        + #""RequestProtocol":"HTTP/1.1","StartUTC":"\#($0.iso).111222333Z","level":"info","#
        + #""msg":"","request_Referer":"\#($0.referrer)","request_User-Agent":"\#($0.agent)","#
        + #""time":"\#($0.iso)Z"}"#
    },
  ]
}

extension String {
  /// With `+` for blanks, as W3C logs write them.
  fileprivate var plused: String { replacing(" ", with: "+") }
}
