import Clickstream

/// The formats that have a name, as lines of the servers' own kinds.
///
/// The variables are those of nginx and the few of our own in `NginxVariables`.
enum FormatPresets {
  private struct Preset {
    let name: String
    /// What else users call it, without hyphens, underscores and capitals.
    let aliases: [String]
    let text: String
    var isWrapped = false
    /// Where they are not the usual ones.
    var escapes: TextEncoding?
    /// How lines begin that name the columns, from their second byte on.
    var header = ""
  }

  private static let common =
    #"$remote_addr $ignore $remote_user [$time_local] "$request" $status $bytes_sent"#
  private static let combined = common + #" "$http_referer" "$http_user_agent""#

  private static let presets: [Preset] = [
    Preset(
      name: "combined", aliases: ["ncsaextended", "1", "combinedio", "apachecombined"],
      text: combined),
    Preset(
      name: "vhost_combined", aliases: ["vcombined", "commoncomplete", "combinedvhost"],
      text: "$host:$server_port \(combined)"),
    Preset(name: "common", aliases: ["4", "clf"], text: common),
    Preset(
      name: "vhost_common", aliases: ["vcommon", "commonvhost"],
      text: "$host:$server_port \(common)"),
    Preset(
      name: "main", aliases: ["nginxmain"], text: combined + #" "$http_x_forwarded_for""#),
    Preset(
      name: "s3", aliases: ["awss3"],
      text: #"$ignore $host [$time_local] $remote_addr $remote_user $ignore $ignore $ignore "#
        + #""$request" $status $ignore $bytes_sent $ignore $duration_ms $ignore "$http_referer" "#
        + #""$http_user_agent""#),
    Preset(
      name: "elb", aliases: ["awselb"],
      text: "$time_iso8601 $ignore \(balancer)"),
    Preset(
      name: "alb", aliases: ["awsalb"],
      text: "$ignore $time_iso8601 $ignore \(balancer)"),
    Preset(
      name: "haproxy", aliases: ["haproxyhttp"],
      text: #"$remote_addr_port [$local_time] $ignore $ignore "#
        + #"$ignore/$ignore/$ignore/$ignore/$duration_ms $status $bytes_sent $ignore $ignore "#
        + #"$ignore $ignore $ignore$captures "$request""#,
      isWrapped: true),
    Preset(
      name: "envoy", aliases: [],
      text: #"[$time_iso8601] "$request" $status $ignore $ignore $bytes_sent $duration_ms $ignore "#
        + envoyEnd),
    Preset(
      name: "istio", aliases: [],
      text: #"[$time_iso8601] "$request" $status $ignore $ignore $ignore "$ignore" $ignore "#
        + "$bytes_sent $duration_ms $ignore " + envoyEnd),
    Preset(
      name: "squid", aliases: [],
      text: "$msec  $duration_ms $remote_addr $ignore/$status $bytes_sent $request_method $url"),
    Preset(
      name: "icecast2", aliases: ["icecast"], text: "\(combined) $request_time"),
    Preset(
      name: "ovh", aliases: [],
      text: #"$remote_addr $host $remote_user [$time_local] "$request" $status $bytes_sent "#
        + #""$http_referer" "$http_user_agent""#),
    Preset(
      name: "gandi", aliases: [],
      text: #"$host $remote_addr $ignore $remote_user [$time_local] ($request_time s) "$request" "#
        + #"$status $bytes_sent "$http_referer" "$http_user_agent""#),
    Preset(
      name: "traefik", aliases: ["traefikclf"],
      text: #"$remote_addr - $remote_user [$time_local] "$request" $status $bytes_sent "#
        + #""$http_referer" "$http_user_agent" $ignore "$ignore" "$ignore" ${duration_ms}ms"#),
    Preset(
      name: "cloudstorage", aliases: ["googlecloudstorage"],
      text: #""$unix_us","$remote_addr",$ignore,$ignore,"$request_method","$request_uri","#
        + #""$status",$ignore,"$bytes_sent","$duration_us","$host","$http_referer","#
        + #""$http_user_agent",$ignore,$ignore,$ignore,$ignore"#),
    Preset(
      name: "bunny", aliases: ["bunnyextended", "bunnycdn"],
      text: "$ignore|$status|$unix_ms|$bytes_sent|$ignore|$remote_addr|$http_referer|$url|$ignore|"
        + "$http_user_agent|$ignore|$ignore",
      escapes: .plain),
    Preset(
      // Hits as GoatCounter exports them, which keeps no addresses: the session stands for one.
      name: "goatcounter", aliases: ["csv", "goatcountercsv"],
      text: "$uri,$ignore,$ignore,$http_user_agent,$browser,$ignore,$remote_addr,$ignore,"
        + "$http_referer,$ignore,$ignore,$ignore,$ignore,$time_iso8601",
      escapes: .doubledQuotes, header: "Path,Title,Event"),
    Preset(
      // In the order that AWStats expects.
      name: "webstar", aliases: ["3"],
      text:
        #"%{%m/%d/%y\#t%H:%M:%S}t\#t%l\#t%>s\#t%h\#t%{User-agent}i\#t%{Referer}i\#t%l\#t%U\#t%b"#,
      escapes: .colons, header: "!LOG"),
    Preset(
      name: "w3c", aliases: ["w3cextended", "shoutcast", "incapsulaw3c", "incapsula"], text: ""),
    Preset(name: "iis", aliases: ["2"], text: ""),
    Preset(
      name: "cloudfront", aliases: ["amazoncloudfront", "awscloudfront"],
      text: "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
        + "sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type "
        + "x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for "
        + "ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status "
        + "fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type "
        + "sc-content-type sc-content-len sc-range-start sc-range-end"),
    Preset(
      name: "caddy", aliases: ["caddyjson"],
      text: #"{"ts":"$msec","request":{"client_ip":"$remote_addr","#
        + #""remote_ip":"$realip_remote_addr","proto":"$server_protocol","method":"$request_method","host":"$host","#
        + #""uri":"$request_uri","headers":{"User-Agent":["$http_user_agent"],"#
        + #""Referer":["$http_referer"],"X-Forwarded-For":["$http_x_forwarded_for"]}},"#
        + #""user_id":"$remote_user","duration":$request_time,"size":$bytes_sent,"status":$status}"#
    ),
    Preset(
      name: "traefik_json", aliases: [],
      text: #"{"ClientHost":"$remote_addr","ClientUsername":"$remote_user","#
        + #""DownstreamContentSize":$bytes_sent,"DownstreamStatus":$status,"Duration":$duration_ns,"#
        + #""RequestHost":"$host","RequestMethod":"$request_method","RequestPath":"$request_uri","#
        + #""RequestProtocol":"$server_protocol","StartUTC":"$msec","#
        + #""request_Referer":"$http_referer","request_User-Agent":"$http_user_agent","#
        + #""request_X-Forwarded-For":"$http_x_forwarded_for","time":"$time_local"}"#),
    Preset(
      name: "nginx_json", aliases: [],
      text: #"{"ip":"$remote_addr","host":"$host","path":"$request_uri","status":"$status","#
        + #""referrer":"$http_referer","user_agent":"$http_user_agent","length":$bytes_sent,"#
        + #""generation_time_milli":$request_time,"date":"$time_iso8601"}"#),
  ]

  /// What Amazon's balancers write after their own name.
  private static let balancer =
    #"$remote_addr_port $ignore $ignore $request_time $ignore $status $ignore $ignore $bytes_sent "#
    + #""$request_absolute" "$http_user_agent""#

  private static let envoyEnd =
    #""$http_x_forwarded_for" "$http_user_agent" "$ignore" "$host" "$ignore""#

  /// Those that are tried on lines that nobody named; each explains more than the later ones.
  static let tried = [
    "combined", "traefik", "vhost_combined", "gandi", "common", "vhost_common", "s3", "elb", "alb",
    "haproxy", "envoy", "istio", "squid", "cloudstorage", "bunny",
  ]

  static let names = presets.map(\.name)

  /// Those whose first line says what they are.
  static let headed = presets.filter { !$0.header.isEmpty }.map(\.name)

  private static let compiled: [String: AccessLogFormat] = Dictionary(
    uniqueKeysWithValues: presets.map { ($0.name, compile($0)) })

  /// The preset of a name that stands in the table.
  static func format(_ name: String) -> AccessLogFormat {
    compiled[name] ?? AccessLogFormat(name: name, text: name, layout: .columns(nil))
  }

  /// The name in the table of what a user calls a format.
  static func find(_ text: String) -> String? {
    let wanted = text.lowercased().filter { !"-_ ".contains($0) }
    return presets.first {
      $0.name.filter { $0 != "_" } == wanted || $0.aliases.contains(wanted)
    }?.name
  }

  private static func compile(_ preset: Preset) -> AccessLogFormat {
    let layout: Layout
    if preset.text.isEmpty {
      layout = .columns(nil)
    } else {
      // A test holds that every line of the table compiles.
      layout =
        (try? FormatCompiler.layout(
          of: Array(preset.text.utf8), name: preset.name, escapes: preset.escapes,
          header: preset.header))?.layout ?? .columns(nil)
    }
    return AccessLogFormat(
      name: preset.name, text: preset.name, layout: layout, isWrapped: preset.isWrapped)
  }
}
