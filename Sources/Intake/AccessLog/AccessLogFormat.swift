/// The layout of an access log's lines: fields in order, one blank between two.
///
/// Any fields may follow the last; the first quoted one of them may hold the visitor cookie.
package struct AccessLogFormat: Equatable, Sendable {
  package enum Field: UInt8, Sendable {
    /// `%v:%p` or `%v`.
    case host
    case address
    case ident
    case user
    /// `[10/Oct/2000:13:55:36 -0700]`.
    case time
    /// The quoted request line.
    case request
    case status
    case bytes
    /// Quoted.
    case referrer
    /// Quoted.
    case agent
  }

  /// The name that Apache's manual and its users give it.
  package let name: String
  package let fields: [Field]

  package init(name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
  }

  package static let common = AccessLogFormat(
    name: "common", fields: [.address, .ident, .user, .time, .request, .status, .bytes])

  package static let combined = AccessLogFormat(
    name: "combined", fields: common.fields + [.referrer, .agent])

  package static let vhostCommon = AccessLogFormat(
    name: "vhost_common", fields: [.host] + common.fields)

  package static let vhostCombined = AccessLogFormat(
    name: "vhost_combined", fields: [.host] + combined.fields)

  /// Every format that is tried, those first that explain more of a line.
  package static let all = [combined, vhostCombined, common, vhostCommon]
}
