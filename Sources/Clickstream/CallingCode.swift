/// Codes by which the countries are called that lists of customers name most.
package enum CallingCode {
  /// The code of a country by its name in English, German or its own language, or by its code in
  /// ISO 3166; nil for one that is not known.
  package static func of(_ country: String) -> String? {
    let name = country.lowercased().filter { $0.isLetter }
    return codes[name]
  }

  private static let codes: [String: String] = {
    let names = [
      "1": "us usa unitedstates unitedstatesofamerica vereinigtestaaten ca can canada kanada",
      "31": "nl nld netherlands thenetherlands niederlande nederland",
      "32": "be bel belgium belgien belgië belgique",
      "33": "fr fra france frankreich",
      "34": "es esp spain spanien españa",
      "36": "hu hun hungary ungarn magyarország",
      "39": "it ita italy italien italia",
      "41": "ch che switzerland schweiz suisse svizzera",
      "43": "at aut austria österreich oesterreich",
      "44": "gb gbr uk unitedkingdom greatbritain england scotland wales großbritannien",
      "45": "dk dnk denmark dänemark danmark",
      "46": "se swe sweden schweden sverige",
      "47": "no nor norway norwegen norge",
      "48": "pl pol poland polen polska",
      "49": "de deu germany deutschland",
      "353": "ie irl ireland irland éire",
      "386": "si svn slovenia slowenien slovenija",
      "420": "cz cze czechia czechrepublic tschechien česko",
      "421": "sk svk slovakia slowakei slovensko",
      "423": "li lie liechtenstein",
    ]
    return names.reduce(into: [:]) { codes, entry in
      for name in entry.value.split(separator: " ") { codes[String(name)] = entry.key }
    }
  }()
}
