import Clickstream
import Intake
import Support
import Testing

/// What users call a format, and what they are told where that is wrong.
struct FormatTextTests {
  @Test("every preset compiles, and its name compiles to itself", arguments: AccessLogFormat.names)
  func presets(name: String) throws {
    let format = try AccessLogFormat.compile(name)
    #expect(format.name == name)
    #expect(format.text == name)
    #expect(format.warnings.isEmpty)
    #expect(try AccessLogFormat.compile("  \(name.uppercased())\n") == format)
  }

  @Test(
    "the names of peers are known",
    arguments: [
      "COMBINED VCOMBINED COMMON VCOMMON W3C CLOUDFRONT CLOUDSTORAGE AWSELB AWSALB AWSS3 SQUID",
      "CADDY TRAEFIKCLF common common_vhost ncsa_extended common_complete w3c_extended iis",
      "amazon_cloudfront incapsula_w3c shoutcast s3 icecast2 elb traefik_json nginx_json caddy_json",
      "ovh haproxy gandi 1 2 4 combined vhost_combined combinedio",
    ].flatMap { $0.split(separator: " ").map(String.init) })
  func peers(name: String) {
    #expect(AccessLogFormat.named(name) != nil)
  }

  @Test(
    "a wrong text is refused with its place and what to do",
    arguments: [
      (
        #"$remote_addr$remote_user [$time_local] "$request""#, 13,
        "$remote_addr and $remote_user stand side by side"
      ),
      (#"%h%u %t "%r""#, 3, "%h and %u stand side by side"),
      (#"LogFormat "%h %l %u %t \"%r\" %>s %Z" x"#, 35, "%Z is no directive"),
      (#"log_format main '$remote_addr [$time_local] "$request" "#, 17, "never closed"),
      (#"$remote_addr [$time_local] $request $status"#, 28, "$request may hold blanks"),
      (#"log_format a escape=xml '$remote_addr';"#, 14, "escape=xml"),
      (#"$remote_addr $ [$time_local]"#, 14, "a dollar sign without the name"),
      (#"http { log_format main '$remote_addr [$time_local] "$request"'; }"#, 1, "is a block"),
      (#"LogFromat "%h %t \"%r\"""#, 1, "begins no format"),
      (#"log_format main '%h %t "%r"';"#, 18, "as for Apache"),
      (#"LogFormat "$remote_addr $request""#, 12, "as for nginx"),
      (#"LogFormat "%h %l %u %t "%r" %>s" x"#, 24, "the text ends at this quote"),
      (#"LogFormat "%h %t \"%r\" \"%{Referer\" \"%{User-Agent}i\"""#, 27, "not closed before"),
      (#"CustomLog /var/log/apache2/access.log combined"#, 1, "names a format, combined,"),
      (#"log-format "%ci:%cp [%tr] %ft""#, 1, "of HAProxy"),
      (#"log_format main ‘$remote_addr [$time_local]’;"#, 17, "a typographic quote"),
      ("$remote_addr [$time_local]\u{a0}\"$request\"", 27, "a no-break space"),
      (#"log_format '$remote_addr [$time_local] "$request"';"#, 12, "not followed by a name"),
    ] as [(String, Int, String)])
  func problems(text: String, column: Int, what: String) {
    let problem = #expect(throws: FormatProblem.self) { try AccessLogFormat.compile(text) }
    #expect(problem?.column == column)
    #expect(problem?.what.contains(what) == true, "\(problem?.what ?? "")")
    #expect(problem?.advice.isEmpty == false)
  }

  @Test("what is missing is named, with the variable to add")
  func missing() {
    for (text, word) in [
      (#"[$time_local] "$request""#, "$remote_addr"), (#"$remote_addr "$request""#, "$time_local"),
      ("$remote_addr [$time_local] $status", "$request"),
    ] {
      let problem = #expect(throws: FormatProblem.self) { try AccessLogFormat.compile(text) }
      #expect(problem?.advice.contains(word) == true)
    }
  }

  @Test("what only introduces a format is passed by, and what it lacks is told")
  func introduced() throws {
    for text in [
      "# our format\nlog_format main '$remote_addr [$time_local] \"$request\"';",
      #"log-format %h [%d:%t %^] "%r""#,
    ] {
      let warnings = try AccessLogFormat.compile(text).warnings
      #expect(warnings.count == 2, "\(warnings)")
    }
    let columns = #expect(throws: FormatProblem.self) {
      try AccessLogFormat.compile("#Fields: date time c-ipp cs-method cs-uri-stem")
    }
    #expect(columns?.what.contains("did you mean c-ip?") == true)
  }

  @Test("a name that is mistyped is answered with the nearest")
  func nearest() {
    let problem = #expect(throws: FormatProblem.self) { try AccessLogFormat.compile("combind") }
    #expect(problem?.description.contains("did you mean 'combined'?") == true)
  }

  @Test("an unknown variable is passed over and named once")
  func unknown() throws {
    let format = try AccessLogFormat.compile(
      #"$remote_addr $request_tim [$time_local] "$request" $request_tim $status"#)
    #expect(format.warnings.count { $0.contains("request_tim") } == 1)
    #expect(format.warnings.first?.contains("did you mean $request_time?") == true)
  }

  @Test("any text is a format or a problem, never a trap", arguments: 0..<200)
  func junk(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let pieces = [
      "$remote_addr", "$request", "%h", "%t", "%{", "}t", "\"", "'", "{", "}", ":", "\\", " ", "[",
      "]", "log_format ", "LogFormat ", "#Fields: ", "date", "$", "%", ";", "\u{1b}", "é",
      "syslog ",
      "%{%Y-%m}t", "$time_local", "escape=json", ",",
    ]
    let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
      pieces.randomElement(using: &generator) ?? ""
    }.joined()
    let problem = (try? AccessLogFormat.compile(text)).map { _ in "" }
    if problem == nil {
      let found = #expect(throws: FormatProblem.self) { try AccessLogFormat.compile(text) }
      #expect(found?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }
  }
}
