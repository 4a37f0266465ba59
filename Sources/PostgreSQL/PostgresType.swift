/// A type of PostgreSQL, by its object id.
package struct PostgresType: Hashable, Sendable, CustomStringConvertible {
  package let oid: UInt32

  package init(oid: UInt32) {
    self.oid = oid
  }

  package static let unspecified = PostgresType(oid: 0)
  package static let bool = PostgresType(oid: 16)
  package static let bytea = PostgresType(oid: 17)
  package static let name = PostgresType(oid: 19)
  package static let int8 = PostgresType(oid: 20)
  package static let int2 = PostgresType(oid: 21)
  package static let int4 = PostgresType(oid: 23)
  package static let text = PostgresType(oid: 25)
  package static let oid = PostgresType(oid: 26)
  package static let json = PostgresType(oid: 114)
  package static let float4 = PostgresType(oid: 700)
  package static let float8 = PostgresType(oid: 701)
  package static let unknown = PostgresType(oid: 705)
  package static let inet = PostgresType(oid: 869)
  package static let bpchar = PostgresType(oid: 1042)
  package static let varchar = PostgresType(oid: 1043)
  package static let date = PostgresType(oid: 1082)
  package static let timestamp = PostgresType(oid: 1114)
  package static let timestamptz = PostgresType(oid: 1184)
  package static let interval = PostgresType(oid: 1186)
  package static let numeric = PostgresType(oid: 1700)
  package static let void = PostgresType(oid: 2278)
  package static let uuid = PostgresType(oid: 2950)
  package static let jsonb = PostgresType(oid: 3802)
  package static let int2Array = PostgresType(oid: 1005)
  package static let int4Array = PostgresType(oid: 1007)
  package static let int8Array = PostgresType(oid: 1016)
  package static let textArray = PostgresType(oid: 1009)
  package static let float8Array = PostgresType(oid: 1022)
  package static let timestamptzArray = PostgresType(oid: 1185)

  /// The type's name; `type 12345` where it is none of the built-in ones above.
  package var description: String { Self.names[oid] ?? "type \(oid)" }

  private static let names: [UInt32: String] = [
    0: "unspecified", 16: "bool", 17: "bytea", 19: "name", 20: "int8", 21: "int2", 23: "int4",
    25: "text", 26: "oid", 114: "json", 700: "float4", 701: "float8", 705: "unknown", 869: "inet",
    1042: "bpchar", 1043: "varchar", 1082: "date", 1114: "timestamp", 1184: "timestamptz",
    1186: "interval", 1700: "numeric", 2278: "void", 2950: "uuid", 3802: "jsonb",
    1005: "int2[]", 1007: "int4[]", 1016: "int8[]", 1009: "text[]", 1022: "float8[]",
    1185: "timestamptz[]",
  ]
}
