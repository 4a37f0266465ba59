/// A value bound to a statement; sent in the binary format, never pasted into the text.
package enum Parameter: Sendable {
  case null
  case int2(Int16)
  case int4(Int32)
  case int8(Int64)
  case float8(Double)
  case bool(Bool)
  /// Without NUL, which PostgreSQL's text cannot hold.
  case text(String)
  case bytea([UInt8])
  /// Microseconds since 1970.
  case timestamptz(unixMicroseconds: Int64)
  /// Days since 1970-01-01.
  case date(unixDays: Int32)
  case int2Array([Int16])
  case int4Array([Int32])
  case int8Array([Int64])
  case float8Array([Double])
  case textArray([String])
  /// Microseconds since 1970.
  case timestamptzArray(unixMicroseconds: [Int64])

  /// The value, or null where there is none: `.optional(name, Parameter.text)`.
  package static func optional<Value>(
    _ value: Value?, _ make: (Value) -> Parameter
  ) -> Parameter {
    value.map(make) ?? .null
  }

  /// The type under which the value is sent; unspecified for null.
  package var type: PostgresType {
    switch self {
    case .null: .unspecified
    case .int2: .int2
    case .int4: .int4
    case .int8: .int8
    case .float8: .float8
    case .bool: .bool
    case .text: .text
    case .bytea: .bytea
    case .timestamptz: .timestamptz
    case .date: .date
    case .int2Array: .int2Array
    case .int4Array: .int4Array
    case .int8Array: .int8Array
    case .float8Array: .float8Array
    case .textArray: .textArray
    case .timestamptzArray: .timestamptzArray
    }
  }
}
