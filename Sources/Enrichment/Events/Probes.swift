import Clickstream

/// Paths that nobody asks for but who looks for weaknesses.
///
/// Most are looked for only where the answer was 4xx: a site that has such a page is not probed by
/// its own visitors. Secrets are for nobody, whatever the answer.
enum Probes {
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

  private static let secrets: [StaticString] = [
    "/.env", "/.git/", "/.svn/", "/.hg/", "/.aws/", "/.ssh/", "/.htpasswd",
  ]
  /// Secrets in any folder; the names of those above are pages of sites that show source text.
  private static let secretEndings: [StaticString] = ["/.env", "/.git/config", "/.git/HEAD"]

  /// Whether no page of any site leads there.
  static func isSecret(_ path: RawSpan) -> Bool {
    secrets.contains { path.starts(with: $0) } || secretEndings.contains { path.ends(with: $0) }
  }

  /// Whether a page may have led there that embeds a file which is gone: a picture, script, style
  /// sheet or font of some software, and no trick.
  static func isEmbedded(_ path: RawSpan) -> Bool {
    !path.starts(with: "/.") && !holdsPart(path) && FileType.isEmbedded(path)
  }

  static func holds(_ path: RawSpan) -> Bool {
    guard path.byteCount > 1, !harmless.contains(where: { path.starts(with: $0) }) else {
      return false
    }
    return beginnings.contains { path.starts(with: $0) } || holdsPart(path)
  }

  private static func holdsPart(_ path: RawSpan) -> Bool {
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
