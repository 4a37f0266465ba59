internal import CPostgreSQL

/// Where a database is and who asks: the keywords and values of libpq.
package struct ConnectionInfo: Hashable, Sendable {
  /// libpq's keywords (`host`, `dbname`, `user`, `sslmode` …) and their values.
  private var values: [String: String]

  package init(
    host: String? = nil, port: Int? = nil, database: String? = nil, user: String? = nil,
    password: String? = nil
  ) {
    values = [:]
    values["host"] = host
    values["port"] = port.map(String.init)
    values["dbname"] = database
    values["user"] = user
    values["password"] = password
  }

  /// Reads `postgresql://…` or `key=value` pairs; a mistake throws without quoting the text, which
  /// may hold a password.
  package init(url: String) throws(PostgresError) {
    var complaint: UnsafeMutablePointer<CChar>?
    let options = unsafe PQconninfoParse(url, &complaint)
    unsafe PQfreemem(complaint)
    guard var option = unsafe options else {
      throw PostgresError(
        message: "the database's address is not one that libpq understands; "
          + "write postgresql://user@host:5432/database")
    }
    values = [:]
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        unsafe values[String(cString: keyword)] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    unsafe PQconninfoFree(options)
  }

  /// The value of a keyword of libpq; nil where libpq's default holds.
  package subscript(keyword: String) -> String? {
    get { values[keyword] }
    set { values[keyword] = newValue }
  }

  package var host: String? { values["host"] }
  package var database: String? { values["dbname"] }
  package var user: String? { values["user"] }

  /// The same place with another database.
  package func with(database: String) -> ConnectionInfo {
    var copy = self
    copy.values["dbname"] = database
    return copy
  }

  /// Keywords and values in a fixed order, with the password.
  var keywords: [(String, String)] { values.sorted { $0.key < $1.key } }
}

extension ConnectionInfo: CustomStringConvertible {
  /// An address for people and for `psql`, without the password.
  package var description: String {
    let shown = ["host", "port", "dbname", "user", "password", "sslpassword"]
    let rest = keywords.filter { !shown.contains($0.0) }
    var query = rest.map { "\($0.0)=\(Self.escaped($0.1))" }
    var authority = user.map { Self.escaped($0) + "@" } ?? ""
    if let host, host.hasPrefix("/") {
      query.insert("host=\(Self.escaped(host, keeping: "/"))", at: 0)
      if let port = values["port"] { query.append("port=\(port)") }
    } else {
      authority += host.map { Self.escaped($0, keeping: "[]:,") } ?? ""
      if let port = values["port"] { authority += ":\(port)" }
    }
    let path = database.map { "/" + Self.escaped($0) } ?? ""
    let tail = query.isEmpty ? "" : "?" + query.joined(separator: "&")
    return "postgresql://\(authority)\(path.isEmpty && !tail.isEmpty ? "/" : path)\(tail)"
  }

  /// `text` with every byte written in hexadecimal that an address cannot carry as it is.
  private static func escaped(_ text: String, keeping extra: String = "") -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "-._~".utf8.contains(byte) || extra.utf8.contains(byte)
      if isPlain {
        bytes.append(byte)
      } else {
        bytes += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
