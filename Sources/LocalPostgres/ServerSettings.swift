/// The server's settings: for loading in bulk on a small machine, and without data in its log.
enum ServerSettings {
  private static let standard: [(String, String)] = [
    // Reached by the socket alone, which lies in a directory of its owner's.
    ("listen_addresses", ""),
    ("unix_socket_permissions", "0700"),
    ("max_connections", "50"),
    ("shared_buffers", "256MB"),
    ("effective_cache_size", "1GB"),
    ("work_mem", "32MB"),
    ("maintenance_work_mem", "256MB"),
    ("random_page_cost", "1.1"),
    ("jit", "off"),
    // No copy of the server follows its log.
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
    ("wal_buffers", "16MB"),
    ("min_wal_size", "256MB"),
    ("max_wal_size", "2GB"),
    ("checkpoint_timeout", "15min"),
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    ("lc_messages", "C.UTF-8"),
    // Errors reach the client; in the log they would leave data.
    ("log_min_messages", "log"),
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
    ("log_checkpoints", "off"),
  ]

  /// The text of the configuration file, `extra` last so that it wins.
  static func file(extra: [String: String]) -> String {
    let all = standard + extra.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return all.map { name, value in
      "\(name) = '\(value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'\n"
    }.joined()
  }
}
