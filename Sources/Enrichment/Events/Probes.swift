import Clickstream

/// Paths that nobody asks for but who looks for weaknesses.
///
/// They are looked for only where the answer was 4xx: a site that has such a page is not probed by
/// its own visitors.
package enum Probes {
  private static let beginnings: [StaticString] = [
    "/.", "/wp-login", "/wp-admin", "/wp-content/", "/wp-includes/", "/wp-json", "/wordpress/",
    "/xmlrpc.php", "/phpmyadmin", "/phpMyAdmin", "/pma/", "/myadmin", "/mysql", "/dbadmin",
    "/adminer", "/administrator", "/admin.php", "/admin/config", "/cgi-bin/", "/boaform",
    "/HNAP1", "/GponForm", "/setup.cgi", "/shell", "/manager/html", "/solr/", "/jenkins",
    "/actuator", "/vendor/", "/_ignition", "/telescope", "/server-status", "/owa/", "/ecp/",
    "/autodiscover", "/hudson", "/druid/", "/nacos", "/sdk", "/config.php", "/configuration.php",
    "/backup", "/install.php", "/fckeditor", "/ckeditor", "/magento_version", "/typo3/",
    "/struts", "/invoker/", "/jmx-console", "/axis2",
  ]

  private static let parts: [StaticString] = [
    "/etc/passwd", "../", "..%2f", "%2e%2e", "/.env", "/.git", "eval-stdin", "wlwmanifest",
    "phpinfo", "/wp-config", "<script", "%3cscript", "union+select", "union%20select",
  ]

  /// Files that the owner of a site may rightly be asked for.
  private static let harmless: [StaticString] = ["/.well-known/"]

  /// The same of a path that is stored.
  package static func holds(path: String) -> Bool {
    let bytes = Array(path.utf8)
    return unsafe holds(bytes.span.bytes)
  }

  static func holds(_ path: RawSpan) -> Bool {
    guard path.byteCount > 1, !harmless.contains(where: { path.starts(with: $0) }) else {
      return false
    }
    if beginnings.contains(where: { path.starts(with: $0) }) { return true }
    for offset in 0..<path.byteCount where isOpening(path.byte(offset)) {
      if parts.contains(where: { path.matches($0, at: offset) }) { return true }
    }
    return false
  }

  /// Bytes that a part begins with.
  private static func isOpening(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "<"),
      UInt8(ascii: "e"), UInt8(ascii: "w"), UInt8(ascii: "p"), UInt8(ascii: "u"):
      true
    default: false
    }
  }
}
