import Clickstream

/// A line of the access log, and what a reader has to make of it.
struct LogLine {
  enum Meaning {
    case event(Hit)
    /// Ignored, with this reason.
    case ignored(String)
    /// Kept as a reject, with this reason.
    case rejected(String)
  }

  /// When the server wrote it: the lines of a file stand in this order.
  var writtenAt: Seconds
  var text: String
  var meaning: Meaning
}

/// A file as nginx and logrotate leave it.
struct LogFile {
  var name: String
  var lines: Int
  var isCompressed: Bool
  /// What is written, compressed where the name says so.
  var bytes: [UInt8]
}

enum AccessLog {
  /// From here on the server gives out a visitor cookie and logs it as one more field.
  static let cookieStart = London.time(8, 5, 10, 30)

  /// True where the line of a hit carries its visitor's cookie.
  static func showsCookie(_ hit: Hit) -> Bool { hit.at >= cookieStart && hit.client.cookie != nil }

  private static func text(of hit: Hit) -> String {
    let client = hit.client
    let request = hit.malformed ?? "\(hit.method) \(hit.target) \(hit.version)"
    var line =
      "\(client.address) - \(client.user ?? "-") [\(Clock.log(hit.at))] \"\(request)\" "
      + "\(hit.status) \(hit.bytes) \"\(hit.referrer)\" \"\(client.agent)\""
    if hit.at >= cookieStart { line += " \"\(client.cookie.map { "uid=\($0)" } ?? "-")\"" }
    return line
  }

  /// All lines in the order of writing: a line is written when its request has ended.
  static func lines(of hits: [Hit]) -> [LogLine] {
    var lines = hits.map {
      LogLine(writtenAt: $0.at + $0.delay, text: text(of: $0), meaning: .event($0))
    }
    // Somewhere a Windows tool has touched one line.
    lines[lines.count / 3].text += "\r"
    lines += planted
    return lines.enumerated()
      .sorted { ($0.element.writtenAt, $0.offset) < ($1.element.writtenAt, $1.offset) }
      .map(\.element)
  }

  private static var planted: [LogLine] {
    let rest = "\"GET / HTTP/1.1\" 200 9120 \"-\" \"Mozilla/5.0\" \"-\""
    return [
      (London.time(8, 12, 9, 1), "*** disk was full here, log cut by hand ***", "format"),
      (
        London.time(9, 18, 11, 2),
        "2026/09/18 11:02:17 [error] 1187#1187: *45120 connect() failed (111: Connection refused)",
        "format"
      ),
      (
        London.time(10, 9, 3, 15), "198.51.100.77 - - [31/Feb/2026:10:11:12 +0000] \(rest)",
        "timestamp"
      ),
      (
        London.time(10, 21, 20, 20), "198.51.100.78 - - [01/Jan/1970:00:00:00 +0000] \(rest)",
        "timestamp"
      ),
      (
        London.time(11, 3, 8, 45), "198.51.100.79 - - [03/Nov/2026:24:10:00 +0000] \(rest)",
        "timestamp"
      ),
    ].map { LogLine(writtenAt: $0.0, text: $0.1, meaning: .rejected($0.2)) }
      + [London.time(8, 12, 9, 1), London.time(9, 30, 6, 0), London.time(11, 10, 7, 7)].map {
        LogLine(writtenAt: $0, text: "", meaning: .ignored("empty"))
      }
  }

  /// Weekly files, newest first: the newest two plain, the others compressed.
  static func files(of lines: [LogLine]) throws(Gzip.Failure) -> [LogFile] {
    var weeks: [[LogLine]] = []
    var limit = London.midnight(of: London.firstDay)
    for line in lines {
      while line.writtenAt >= limit {
        weeks.append([])
        let monday = London.firstDay.advanced(byDays: 7 * weeks.count)
        // logrotate comes a little after midnight.
        limit = London.midnight(of: monday) + 7
      }
      weeks[weeks.count - 1].append(line)
    }
    var files: [LogFile] = []
    for (age, week) in weeks.reversed().enumerated() {
      let text = week.reduce(into: [UInt8]()) { bytes, line in
        bytes.append(contentsOf: line.text.utf8)
        bytes.append(10)
      }
      let isCompressed = age > 1
      files.append(
        LogFile(
          name: age == 0 ? "access.log" : "access.log.\(age)\(isCompressed ? ".gz" : "")",
          lines: week.count, isCompressed: isCompressed,
          bytes: isCompressed ? try Gzip.compressed(text) : text))
    }
    return files
  }
}
