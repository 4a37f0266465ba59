/// What is known of an attached file; its bytes are not kept.
package struct AttachedFile: Equatable, Sendable {
  package var name: String
  /// The declared media type, lower case: `application/pdf`.
  package var mediaType: String
  /// Decoded size in bytes; nil where not all of them were read.
  package var size: Int64?
  /// SHA-256 of the decoded bytes in lower-case hexadecimal; empty where not all of them were read.
  package var hash: String

  package init(name: String, mediaType: String, size: Int64?, hash: String) {
    self.name = name
    self.mediaType = mediaType
    self.size = size
    self.hash = hash
  }
}
