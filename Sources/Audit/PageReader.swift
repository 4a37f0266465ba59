package import Clickstream
import CXML2

/// Reads hostile HTML: in one pass, without a tree, within limits.
package enum PageReader {
  /// Reads a page.
  ///
  /// - Parameters:
  ///   - address: where it lies; links are resolved against it.
  ///   - charset: as the server names it; else the page itself, else UTF-8 or Windows-1252 tells.
  ///   - isCut: whether there was more of it than `Limits.bytes`.
  package static func read(
    _ bytes: [UInt8], at address: WebAddress, charset: String? = nil, isCut: Bool = false
  ) -> PageContent {
    let part = bytes.prefix(PageContent.Limits.bytes)
    let all = PageCharset.utf8(Array(part), told: charset)
    let (length, isCrowded) = safeLength(all)
    let collector = PageCollector()
    // The parser calls back with this, and is gone before it is.
    let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
    let parser = unsafe cxml2_open(context, started, ended, found)
    guard let parser = unsafe parser else { return PageContent() }
    unsafe collector.parser = parser
    unsafe all.withUnsafeBytes { buffer in
      unsafe cxml2_read(parser, buffer.baseAddress, Int32(length))
    }
    unsafe htmlFreeParserCtxt(parser)
    var content = withExtendedLifetime(collector) { $0.finish(at: address) }
    if isCut || part.count < bytes.count { content.cut = content.cut ?? .size }
    if isCrowded { content.cut = content.cut ?? .attributes }
    return content
  }

  /// How much may be parsed in reasonable time: the library compares each attribute of an element
  /// with each other one.
  private static func safeLength(_ bytes: [UInt8]) -> (Int, isCrowded: Bool) {
    var work = 0
    var start: Int?
    var separators = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"):
        if start == nil {
          start = index
          separators = 0
        }
      case UInt8(ascii: ">"):
        guard start != nil else { continue }
        work += separators * separators
        start = nil
      case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"):
        separators += 1
        if let start, work + separators * separators > PageContent.Limits.comparisons {
          return (start, true)
        }
      default: continue
      }
    }
    return (bytes.count, false)
  }

  private static func collector(_ context: UnsafeMutableRawPointer?) -> PageCollector? {
    unsafe context.map { unsafe Unmanaged<PageCollector>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let started: startElementSAXFunc = { context, name, attributes in
    guard let collector = unsafe PageReader.collector(context), let name = unsafe name else {
      return
    }
    var pairs: [(String, String)] = []
    if var place = unsafe attributes {
      while let key = unsafe place[0], pairs.count < 256 {
        let value = unsafe place[1].map { unsafe PageReader.text($0) } ?? ""
        pairs.append((unsafe PageReader.text(key), value))
        unsafe place += 2
      }
    }
    collector.start(unsafe PageReader.text(name), pairs)
  }

  private static let ended: endElementSAXFunc = { context, name in
    guard let collector = unsafe PageReader.collector(context), let name = unsafe name else {
      return
    }
    collector.end(unsafe PageReader.text(name))
  }

  private static let found: charactersSAXFunc = { context, bytes, count in
    guard let collector = unsafe PageReader.collector(context), let bytes = unsafe bytes else {
      return
    }
    collector.add(unsafe UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  private static func text(_ bytes: UnsafePointer<xmlChar>) -> String {
    unsafe String(cString: bytes)
  }
}
