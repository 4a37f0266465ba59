/// Words by which agents say what they run on, and what follows where they do not.
enum DeviceSigns {
  struct Sign: Sendable {
    var kind: DeviceKind
    var test: Sieve.Test
  }

  /// The first one met decides: what is told more exactly stands first.
  static let all: [Sign] =
    words(
      .tv,
      [
        "hbbtv", "smart-tv", "smarttv", "smart tv", "smart_tv", "googletv", "google tv",
        "android tv", "androidtv", "appletv", "apple tv", "atv os x", "tvos", "netcast", "crkey",
        "roku",
        "viera", "bravia", "aquos-tv", "web0s", "webos.tv", "webos tv", "philipstv", "nettv",
        "inettv", "opera tv", "vidaa", "webtv", "chromecast", "mitv", "mibox", "fetchtv",
      ])
    + patterns(.tv, [#"\bAFT[A-Z0-9]{1,5}\b"#, #"[;(] ?TV[;)]"#])
    + words(.console, ["playstation", "xbox", "nintendo", "dreamcast", "steamdeck", "steam deck"])
    + words(
      .wearable,
      ["watchos", "apple watch", "smartwatch", "smart watch", "wear os", "galaxy watch"])
    + patterns(.wearable, [#"\bSM-R[0-9]{3}"#, #"\bWatch[0-9],[0-9]"#])
    + words(
      .other,
      [
        "qtcarbrowser", "tesla/", "kobo touch", "kobo/", "tolino", "pocketbook", "oculusbrowser",
        "quest ", "pico neo", "kindle/",
      ])
    + words(.phone, ["windows phone", "windows mobile", "iphone", "ipod", "ucweb/"])
    + words(
      .tablet,
      [
        "ipad", "playbook", "kindle fire", "nexus 7", "nexus 9", "nexus 10", "pixel c build",
        "pixel tablet", "xoom", "hp-tablet", "mediapad", "matepad", "redmi pad", "xiaomi pad",
        "lenovo tab", "galaxy tab", "opera tablet",
      ])
    + patterns(
      .tablet,
      [
        #"\bTablet\b(?! PC)"#, #"\bKF[A-Z]{2,6}\b"#, #"\bSM-[TX][0-9]{3}"#, #"\bGT-P[0-9]{4}"#,
        // Tablets of Apple that call themselves a Mac, in an app.
        #"Macintosh.{1,300}Mobile/"#,
      ])

  private static let desktops: Set<String> = [
    "Windows", "Mac OS X", "Mac OS", "Linux", "Ubuntu", "Debian", "Fedora", "Red Hat", "CentOS",
    "Mandriva", "Gentoo", "Arch Linux", "Slackware", "SUSE", "openSUSE", "Kubuntu", "Mageia",
    "Linux Mint", "Puppy", "PCLinuxOS", "VectorLinux", "BackTrack", "FreeBSD", "OpenBSD", "NetBSD",
    "DragonFly", "BSD", "Solaris", "Chrome OS", "SerenityOS", "Haiku", "VRE",
  ]

  private static let phones: Set<String> = [
    "iOS", "Windows Phone", "Windows Mobile", "Windows CE", "BlackBerry OS", "Symbian OS",
    "Symbian^3", "Symbian^3 Anna", "Symbian^3 Belle", "Nokia Series 40", "Nokia Series 30 Plus",
    "KaiOS", "Firefox OS", "Bada", "BREW", "Brew MP", "Maemo", "MeeGo", "Sailfish", "webOS",
    "Tizen",
  ]

  /// The kind where no sign stands, by the families of uap-core.
  static func kind(
    of text: AgentText, system: String?, family: String?, brand: String?
  ) -> DeviceKind {
    switch brand {
    case "Generic_Inettv": return .tv
    case "Generic_Android_Tablet": return .tablet
    default: break
    }
    if let family {
      if family == "Generic Tablet" { return .tablet }
      // Readers of books say Kindle/; what is left are tablets.
      if family.hasPrefix("Kindle"), system != "Kindle" { return .tablet }
    }
    switch system {
    case "Android":
      // Telephones say Mobile; what begins in its own way is an old telephone.
      let isMobile =
        AgentText.holds(text.folded, Array("mobi".utf8))
        || AgentText.holds(text.folded, Array("opera mini".utf8))
        || !text.folded.starts(with: "mozilla/".utf8)
      return isMobile ? .phone : .tablet
    case "BlackBerry Tablet OS", "WeTab": return .tablet
    case "GoogleTV", "Roku", "Chromecast", "FireHbbTV", "WebTV", "Web0S": return .tv
    case "Kindle": return .other
    case let system? where phones.contains(system): return .phone
    case let system? where desktops.contains(system):
      // Old telephones name the system of the time that they were built on.
      return brand == nil || brand == "Apple" || system != "Linux" ? .desktop : .phone
    default: return brand == nil ? .unknown : .phone
    }
  }

  private static func words(_ kind: DeviceKind, _ words: [String]) -> [Sign] {
    words.map { Sign(kind: kind, test: .word(Array($0.utf8))) }
  }

  private static func patterns(_ kind: DeviceKind, _ texts: [String]) -> [Sign] {
    texts.compactMap { text in
      (try? Pattern(text, ignoringCase: true)).map { Sign(kind: kind, test: .pattern($0)) }
    }
  }
}
