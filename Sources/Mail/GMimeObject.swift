internal import CGMime

/// Owns one reference to an object of the MIME library.
@safe
struct GMimeOwner<Object>: ~Copyable {
  let pointer: UnsafeMutablePointer<Object>

  /// Takes over a reference that the library handed out; nil for NULL.
  init?(_ pointer: UnsafeMutablePointer<Object>?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  deinit { unsafe g_object_unref(pointer) }
}

/// The library, started once; holds the rules of parsing.
@safe
struct GMimeLibrary: Sendable {
  static let started = GMimeLibrary()

  /// The address of options that are only read after the start.
  private let options: UInt

  private init() { options = UInt(bitPattern: unsafe cgmime_start()) }

  var parserOptions: OpaquePointer? { unsafe OpaquePointer(bitPattern: options) }
}

/// The text behind a C string that belongs to the library.
func text(_ string: UnsafePointer<CChar>?) -> String {
  guard let string = unsafe string else { return "" }
  return unsafe String(cString: string)
}
