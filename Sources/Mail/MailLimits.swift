/// What a message may cost; beyond, it is rejected as `mime_limit` or cut.
package struct MailLimits: Sendable {
  /// Parts inside parts inside the message.
  package var depth = 20
  package var parts = 1_000
  /// Multiparts and attached messages, wherever they lie: the parser goes down one call for each.
  package var containers = 200
  /// Headers of the message and all its parts.
  package var headers = 10_000
  /// Bytes of one block of headers.
  package var headerBlock = 256 << 10
  /// Bytes of one header with its folded lines.
  package var header = 64 << 10
  /// Bytes of UTF-8 kept of the text.
  package var text = 1 << 20
  /// Bytes of the message that are looked at; of a longer one the beginning.
  package var message: Int64 = 512 << 20
  /// Bytes of the message that are parsed; where there are more, the beginning.
  package var parsed = 16 << 20
  /// Bytes up to which all of a message is parsed; beyond, of attachments their beginnings alone.
  package var whole = 4 << 20
  /// Bytes of the beginning of an attachment.
  package var beginning = 4 << 10

  package init() {}
}
