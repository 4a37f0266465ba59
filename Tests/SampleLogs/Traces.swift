import Clickstream

/// How what somebody writes names the visit in which it is written.
enum VisitTrace {
  /// The visitor cookie, in the hidden field `visitor`.
  case cookie(String)
  /// A token in the link to the form.
  case link(String)
  /// A token in the hidden field `visit`, or in the address that mail goes to.
  case address(String)

  /// What the server calls its cookie, in the log and in its pages.
  static let cookieName = "uid="

  /// As it is written, with or without the name of the cookie.
  var written: String {
    switch self {
    case .cookie(let text), .link(let text), .address(let text): text
    }
  }

  var value: String { Self.value(of: written) }

  static func value(of written: String) -> String {
    written.hasPrefix(cookieName) ? String(written.dropFirst(cookieName.count)) : written
  }
}

extension Submission {
  /// The page with the token that its link carries.
  var target: String {
    if case .link(let token) = trace { "\(page)?visit=\(token)" } else { page }
  }
}

extension Conversations {
  /// Lets a part of what persons write carry the visit along: their pages hold the cookie, where the
  /// browser takes one; where it does not, some links hold a token of the box office's program.
  ///
  /// - Parameter clients: the browser of each person.
  mutating func trace(_ clients: [Client]) {
    var dice = Dice(seed: 5_309)
    for index in forms.indices {
      guard let person = forms[index].person else { continue }
      let cookie = Self.cookie(of: clients[person], at: forms[index].at)
      switch index % 8 {
      case 0, 3: forms[index].trace = cookie.map(VisitTrace.cookie)
      case 5:
        let own = "T\(dice.hexadecimal(digits: 23))"
        forms[index].trace = .link(cookie ?? own)
      case 6: forms[index].trace = cookie.map(VisitTrace.address)
      default: break
      }
    }
    var number = 0
    for index in messages.indices where messages[index].isInbound {
      guard case .person(let person) = messages[index].party else { continue }
      number += 1
      let at = messages[index].at - 86_400
      if number % 3 == 2, let cookie = Self.cookie(of: clients[person], at: at) {
        messages[index].trace = .address(cookie)
      }
    }
  }

  /// The cookie as the server writes it into pages; every other program takes its name off.
  private static func cookie(of client: Client, at time: Seconds) -> String? {
    guard let cookie = client.cookie, time >= AccessLog.cookieStart + 900 else { return nil }
    return time % 2 == 0 ? VisitTrace.cookieName + cookie : cookie
  }
}
