/// Who asks: what of a visitor a log line shows.
struct Client {
  var address: String
  var agent: String
  var isRobot = false
  /// Number of the server's visitor cookie, 32 hexadecimal digits; nil where cookies are refused.
  var cookie: String?
  /// Name given at the server's own log-in.
  var user: String?

  /// From the theatre's own network, 192.0.2.0/28.
  var isStaff: Bool {
    guard address.hasPrefix("192.0.2."), let last = Int(address.dropFirst(8)) else { return false }
    return last < 16
  }

  var audience: String { isStaff ? "staff" : isRobot ? "bot" : "person" }
}

/// One request and its answer, as the model knows it.
struct Hit {
  var at: Seconds
  var client: Client
  var method = "GET"
  var target: String
  var version = "HTTP/2.0"
  var status = 200
  var bytes: Int
  var referrer = "-"
  /// Seconds between the time on the line and the writing of the line.
  var delay: Seconds = 0
  /// What stands in place of a request where none was made.
  var malformed: String?

  var path: String { String(target.prefix { $0 != "?" }) }

  /// What the hit was: the first rule that applies.
  var kind: String {
    if malformed != nil { return "malformed" }
    if path == "/robots.txt", ["GET", "HEAD"].contains(method) { return "robots" }
    if (400...499).contains(status), Resource.doors.contains(path) { return "probe" }
    if (400...599).contains(status) { return "error" }
    let isWriting = ["POST", "PUT", "PATCH", "DELETE"].contains(method)
    if isWriting, status == 302 || status == 303 { return "submission" }
    if (300...399).contains(status), status != 304 { return "redirect" }
    if isWriting { return "submission" }
    if method != "GET" || !(200...399).contains(status) { return "other" }
    return Resource.kind(of: path)
  }
}

/// What a path names, told from its spelling.
enum Resource {
  private static let downloads: Set<String> = [
    "pdf", "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "epub", "mobi", "doc", "docx", "xls",
    "xlsx", "ppt", "pptx", "odt", "ods", "csv", "ics", "mp3", "mp4", "m4a", "wav", "ogg", "webm",
    "mov", "avi", "exe", "dmg", "deb", "rpm", "iso", "apk",
  ]
  private static let assets: Set<String> = [
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp",
    "woff", "woff2", "ttf", "otf", "eot", "json", "xml", "txt", "webmanifest", "wasm",
  ]
  /// What the scanners of the sample try, but for what might be the theatre's own.
  static let doors: Set<String> = [
    "/wp-login.php", "/.env", "/xmlrpc.php", "/phpmyadmin/index.php", "/.git/config",
    "/wp-admin/setup-config.php", "/backup.zip", "/vendor/phpunit/eval-stdin.php",
  ]
  private static let machineBeginnings = ["/.well-known/", "/feed", "/health"]

  static func kind(of path: String) -> String {
    let ending = path.split(separator: "/").last?.split(
      separator: ".", omittingEmptySubsequences: false)
    let suffix = ending.flatMap { $0.count > 1 ? $0.last?.lowercased() : nil } ?? ""
    if path.hasPrefix("/sitemap") && suffix == "xml"
      || ["rss", "atom"].contains(suffix) || machineBeginnings.contains(where: path.hasPrefix)
    {
      return "machine"
    }
    return downloads.contains(suffix) ? "download" : assets.contains(suffix) ? "asset" : "page"
  }
}
