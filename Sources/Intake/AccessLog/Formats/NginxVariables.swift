/// The variables of nginx that a log can hold, and a few of our own for fields that nginx has not.
enum NginxVariables {
  /// What a variable means, and its rank among those that say the same.
  static func meaning(of name: String) -> (field: LogField, rank: UInt8, part: FormatField.Part)? {
    if let known = fields[name] { return (known.0, known.1, .whole) }
    switch name {
    case "scheme", "http_x_forwarded_proto": return (.ignored, 0, .scheme)
    case "is_args": return (.ignored, 0, .queryMark)
    case "server_port", "remote_port", "realip_remote_port": return (.ignored, 0, .port)
    default: break
    }
    let isKnown = ignored.contains(name) || ignoredPrefixes.contains { name.hasPrefix($0) }
    return isKnown ? (.ignored, 0, .whole) : nil
  }

  /// Names for suggestions.
  static let names = Array(fields.keys) + ignored

  private static let fields: [String: (LogField, UInt8)] = [
    "remote_addr": (.address, 1), "binary_remote_addr": (.ignored, 0),
    "realip_remote_addr": (.address, 0), "proxy_protocol_addr": (.address, 0),
    "http_x_forwarded_for": (.forwarded, 1), "proxy_add_x_forwarded_for": (.forwarded, 0),
    "http_x_real_ip": (.ignored, 0),
    "remote_user": (.user, 0),
    "time_local": (.clfTime, 0), "time_iso8601": (.isoTime, 1), "msec": (.unixSeconds, 2),
    "request": (.request, 2), "request_method": (.method, 0), "request_uri": (.target, 2),
    "uri": (.path, 1), "document_uri": (.path, 0), "args": (.query, 1),
    "query_string": (.query, 0), "server_protocol": (.protocolVersion, 0),
    "status": (.status, 1),
    "body_bytes_sent": (.bytes, 1), "bytes_sent": (.bytes, 0),
    "http_referer": (.referrer, 0), "http_user_agent": (.agent, 0),
    "host": (.host, 2), "http_host": (.host, 1), "server_name": (.host, 0),
    "request_time": (.seconds, 2), "upstream_response_time": (.seconds, 1),
    "upstream_header_time": (.ignored, 0), "upstream_connect_time": (.ignored, 0),
    "uid_got": (.cookie, 0), "uid_set": (.cookie, 0), "cookie_uid": (.cookie, 0),
    "cookie_footfall": (.cookie, 0),
    // Our own.
    "ignore": (.ignored, 0), "local_time": (.localTime, 0), "unix_ms": (.unixMilliseconds, 2),
    "unix_us": (.unixMicroseconds, 2), "request_absolute": (.absoluteRequest, 2),
    "url": (.url, 2), "remote_addr_port": (.addressAndPort, 1), "captures": (.captures, 0),
    "duration_ms": (.milliseconds, 2), "duration_us": (.microseconds, 2),
    "duration_ns": (.nanoseconds, 2), "browser": (.browser, 0),
  ]

  private static let ignored = [
    "ancient_browser", "bytes_received", "connection", "connection_requests", "connection_time",
    "connections_active", "connections_reading", "connections_waiting", "connections_writing",
    "content_length", "content_type", "date_gmt", "date_local", "document_root",
    "fastcgi_path_info",
    "gzip_ratio", "hostname", "http2", "http3", "https", "invalid_referer", "limit_conn_status",
    "limit_rate", "limit_req_status", "memcached_key", "modern_browser", "msie", "nginx_version",
    "pid", "pipe", "protocol", "proxy_host", "proxy_port", "quic", "realpath_root", "request_body",
    "request_body_file", "request_completion", "request_filename", "request_id", "request_length",
    "secure_link", "server_addr", "session_log_id", "session_time", "slice_range", "spdy",
    "spdy_request_priority", "userid", "trace_id",
  ]

  private static let ignoredPrefixes = [
    "arg_", "cookie_", "http_", "sent_http_", "sent_trailer_", "trailer_", "upstream_", "ssl_",
    "geoip_", "geoip2_", "proxy_protocol_", "proxy_add_", "tcpinfo_", "jwt_", "otel_", "uid_",
    "fastcgi_", "realip_", "brotli_", "zstd_", "limit_",
  ]
}
