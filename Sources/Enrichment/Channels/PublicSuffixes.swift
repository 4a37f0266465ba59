import CPublicSuffix
import Clickstream
import Foundation

/// The public suffixes (publicsuffix.org), under which everybody may register a name.
enum PublicSuffixes {
  /// The newer one of the list of the system and that of the library; never written to again.
  private nonisolated(unsafe) static let list = unsafe psl_latest(nil) ?? psl_builtin()

  /// The name that somebody registered, of a host in lower case and A-labels; nil for what is a
  /// public suffix itself.
  static func registeredDomain(of host: String) -> String? {
    unsafe host.withCString { text in
      guard let found = unsafe psl_registrable_domain(list, text) else { return nil }
      return unsafe String(cString: found)
    }
  }

  /// Whether a country or the world registers names under it, unlike `github.io`, whose owner does.
  static func isOfRegistry(_ suffix: String) -> Bool {
    unsafe psl_is_public_suffix2(list, suffix, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1
  }

  /// Which list it is.
  static let edition: String = {
    let builtIn = unsafe String(cString: psl_builtin_sha1sum())
    guard unsafe list != psl_builtin(), let name = unsafe psl_dist_filename() else {
      return builtIn
    }
    let file = unsafe FileManager.default.contents(atPath: String(cString: name)) ?? Data()
    let hash = unsafe SipHash.hash(Array(file).span.bytes, key: SipHash.Key(0, 0))
    return "\(builtIn) \(hash)"
  }()
}
