/// What calls itself what: browsers of people, and robots that say so.
enum Agents {
  static func browser(_ dice: inout Dice) -> String {
    let chrome = dice.number(in: 136...142)
    let firefox = dice.number(in: 138...144)
    let iOS = dice.pick(["17_7", "18_5", "18_6", "26_0", "26_1"])
    let safari = String(iOS.map { $0 == "_" ? "." : $0 })
    let webKit = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/\(chrome).0.0.0"
    return "Mozilla/5.0 "
      + dice.weighted([
        ("(Windows NT 10.0; Win64; x64) \(webKit) Safari/537.36", 24),
        ("(Linux; Android 10; K) \(webKit) Mobile Safari/537.36", 22),
        (
          "(iPhone; CPU iPhone OS \(iOS) like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/\(safari) Mobile/15E148 Safari/604.1", 26
        ),
        (
          "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/\(safari) Safari/605.1.15", 9
        ),
        ("(Macintosh; Intel Mac OS X 10_15_7) \(webKit) Safari/537.36", 6),
        ("(Windows NT 10.0; Win64; x64; rv:\(firefox).0) Gecko/20100101 Firefox/\(firefox).0", 7),
        ("(X11; Linux x86_64; rv:\(firefox).0) Gecko/20100101 Firefox/\(firefox).0", 3),
        ("(Windows NT 10.0; Win64; x64) \(webKit) Safari/537.36 Edg/\(chrome).0.0.0", 8),
      ])
  }

  static let google = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
  static let bing = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
  static let gpt =
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; "
    + "+https://openai.com/gptbot)"
  static let claude =
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; "
    + "+claudebot@anthropic.com)"
  static let ahrefs = "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"
  static let curl = "curl/8.5.0"
  static let python = "python-requests/2.32.3"
  static let go = "Go-http-client/1.1"
  static let preview =
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
  static let monitor = "Mozilla/5.0 (compatible; LanternMonitor/2.1; +https://lantern.example/)"

  static let robots = [
    google, bing, gpt, claude, ahrefs, curl, python, go, preview, monitor, "-",
  ]
}
