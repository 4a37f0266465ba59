import Clickstream
import CXML2

/// Gathers from elements and text what an audit looks at.
final class PageCollector {
  /// Stopped where the page is nested too deeply.
  var parser: htmlParserCtxtPtr?

  private var content = PageContent()
  private var base: String?
  private var references: [(kind: PageContent.Link.Kind, text: String)] = []
  private var seen: Set<String> = []
  private var depth = 0
  /// Elements above of which nothing is read.
  private var hidden = 0
  /// Elements above that other pages have too.
  private var shared = 0
  /// `main` and `article` above, in which a header is the page's own.
  private var own = 0
  private var isTitle = false
  private var title: [UInt8] = []
  private var isData = false
  private var data: [UInt8] = []
  private var text: [UInt8] = []
  private var fingerprint = SipHash(key: SipHash.Key(0, 0))
  private var isBlank = true
  private var isHashBlank = true

  private static let silent: Set = ["script", "style", "template", "svg", "head", "object"]
  private static let blocks: Set = [
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul",
  ]

  func start(_ name: String, _ attributes: [(String, String)]) {
    depth += 1
    if depth > PageContent.Limits.depth, content.cut == nil {
      content.cut = .depth
      if let parser = unsafe parser { unsafe xmlStopParser(parser) }
      return
    }
    let value = { (key: String) in attributes.first { $0.0 == key }?.1 }
    if let id = value("id") { addAnchor(id) }
    switch name {
    case "a":
      if let name = value("name") { addAnchor(name) }
      add(value("href"), .page)
    case "area": add(value("href"), .page)
    case "iframe": add(value("src"), .page)
    case "img", "script", "source", "video", "audio", "embed": add(value("src"), .part)
    case "link": addLink(rel: value("rel") ?? "", value("href"))
    case "base": base = base ?? value("href")
    case "meta":
      meta(name: value("name") ?? value("property") ?? value("itemprop"), value("content"))
    case "time":
      if value("itemprop")?.lowercased() == "datemodified"
        || value("class")?.contains("updated") == true
      {
        modified(value("datetime"))
      }
    case "title": isTitle = hidden <= 1 && title.isEmpty
    default: break
    }
    if name == "script" { isData = value("type")?.lowercased() == "application/ld+json" }
    if Self.blocks.contains(name) { breakLine() }
    if hidden > 0 || Self.silent.contains(name) { hidden += 1 }
    if shared > 0 || Self.isShared(name, inOwn: own > 0) { shared += 1 }
    if own > 0 || name == "main" || name == "article" { own += 1 }
  }

  func end(_ name: String) {
    depth -= 1
    if name == "title" { isTitle = false }
    if name == "script" { isData = false }
    if Self.blocks.contains(name) { breakLine() }
    if hidden > 0 { hidden -= 1 }
    if shared > 0 { shared -= 1 }
    if own > 0 { own -= 1 }
  }

  func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isTitle {
      unsafe title.append(contentsOf: bytes.prefix(4 * PageContent.Limits.title - title.count))
      return
    }
    if isData {
      unsafe data.append(contentsOf: bytes.prefix(PageContent.Limits.structuredData - data.count))
      return
    }
    guard hidden == 0 else { return }
    var iterator = unsafe bytes.makeIterator()
    while let byte = iterator.next() {
      guard text.count < PageContent.Limits.text else {
        content.cut = content.cut ?? .size
        return
      }
      let blank = byte <= 32
      if !blank || !isBlank { text.append(blank ? 32 : byte) }
      isBlank = blank
      guard shared == 0 else { continue }
      if !blank || !isHashBlank { fingerprint.combine(byte: blank ? 32 : byte) }
      isHashBlank = blank
    }
  }

  /// What was gathered; the address is that of the page.
  func finish(at address: WebAddress) -> PageContent {
    let base = base.flatMap { WebAddress($0, against: address) } ?? address
    content.links = references.map {
      PageContent.Link(
        kind: $0.kind, reference: $0.text, target: Self.target($0.text, address, base))
    }
    content.title = Self.line(title, limit: PageContent.Limits.title)
    content.text = String(decoding: text, as: UTF8.self)
    content.fingerprint = fingerprint.finishSigned()
    for day in StructuredData.days("dateModified", in: data) { modified(day) }
    return content
  }

  /// A fragment alone stays on its page, whatever the base says.
  private static func target(
    _ reference: String, _ address: WebAddress, _ base: WebAddress
  ) -> WebAddress? {
    let isFragment = reference.utf8.first == UInt8(ascii: "#")
    return WebAddress(reference, against: isFragment ? address : base)
  }

  private static func isShared(_ name: String, inOwn: Bool) -> Bool {
    switch name {
    case "nav", "footer", "aside": true
    case "header": !inOwn
    default: false
    }
  }

  private func breakLine() {
    guard hidden == 0 else { return }
    if text.last == 32 { text.removeLast() }
    if let last = text.last, last != 10 { text.append(10) }
    isBlank = true
    if !isHashBlank, shared == 0 {
      fingerprint.combine(byte: 32)
      isHashBlank = true
    }
  }

  private func addAnchor(_ name: String) {
    guard !name.isEmpty, name.utf8.count <= 500,
      content.anchors.count < PageContent.Limits.anchors
    else { return }
    content.anchors.insert(name)
  }

  private func add(_ reference: String?, _ kind: PageContent.Link.Kind) {
    guard let reference, !reference.isEmpty else { return }
    let lower = reference.prefix(8).lowercased()
    if lower.hasPrefix("tel:") {
      if content.dialled.count < 100 {
        content.dialled.append(String(reference.dropFirst(4).prefix(60)))
      }
      return
    }
    // What carries its content in itself, or does something.
    for scheme in ["data:", "mailto:", "javascri", "sms:", "about:", "blob:"]
    where lower.hasPrefix(scheme) { return }
    guard reference.utf8.count <= WebAddress.lengthLimit, seen.insert(reference).inserted else {
      return
    }
    guard references.count < PageContent.Limits.links else {
      content.cut = content.cut ?? .links
      return
    }
    references.append((kind, reference))
  }

  private func addLink(rel: String, _ reference: String?) {
    let words = rel.lowercased().split(separator: " ")
    // Hints at hosts, and addresses of programs.
    let passed = ["preconnect", "dns-prefetch", "pingback", "edituri", "wlwmanifest", "search"]
    guard !words.contains(where: { passed.contains(String($0)) }) else { return }
    add(reference, .part)
  }

  private func meta(name: String?, _ value: String?) {
    switch name?.lowercased() {
    case "article:modified_time", "og:updated_time", "last-modified", "dcterms.modified",
      "dc.date.modified", "datemodified", "date.modified":
      modified(value)
    default: break
    }
  }

  /// Of several days the last one.
  private func modified(_ text: String?) {
    guard let text, let day = Day(String(text.prefix(10))) else { return }
    content.modified = max(content.modified ?? day, day)
  }

  private static func line(_ bytes: [UInt8], limit: Int) -> String {
    let words = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }
    let line = words.joined(separator: " ")
    return line.count <= limit ? line : String(line.prefix(limit)) + "…"
  }
}
