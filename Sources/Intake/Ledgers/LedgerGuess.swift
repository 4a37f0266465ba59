package import Clickstream

/// Proposes how the columns of a file become the fields of a ledger, by their names.
package struct LedgerGuess: Sendable {
  package var map: LedgerMap
  /// Columns that no field was found for.
  package var unused: [String]
  /// Needed fields that no column was found for.
  package var missing: [String]
  /// What is to be decided, each a line of the mapping file that is put in as a comment.
  var remarks: [String] = []
  /// Words of the file that are to be told by those of the ledger.
  var vocabularies: [Vocabulary] = []
  /// States of orders that the file tells, in lower case.
  var states: [String] = []

  /// The likeliest map; nil where no ledger is named and none has more than one field in the header,
  /// or the addresses of persons.
  ///
  /// - Parameters:
  ///   - rows: some of the file, for what the names do not tell.
  ///   - ledger: of this ledger, if the operator says which.
  package init?(_ header: [String], rows: [[String]] = [], ledger: Ledger? = nil) {
    let candidates = (ledger.map { [$0] } ?? Ledger.all).map { Self.match(header, rows, $0) }
    let best = candidates.max { Self.score($0) < Self.score($1) }
    guard let best else { return nil }
    let isEnough = best.map.sources.count > 1 || header.count == 1 && !best.map.sources.isEmpty
    guard ledger != nil || isEnough else { return nil }
    self = best
  }

  private init(map: LedgerMap, unused: [String], missing: [String]) {
    self.map = map
    self.unused = unused
    self.missing = missing
  }

  /// More fields are better, and each that is needed and missing weighs as three.
  private static func score(_ guess: LedgerGuess) -> Int {
    guess.map.sources.count - 3 * guess.missing.count
  }

  private static func match(
    _ header: [String], _ rows: [[String]], _ ledger: Ledger
  ) -> LedgerGuess {
    var sources: [String: LedgerMap.Source] = [:]
    var taken: Set<Int> = []
    let folded = header.map(LedgerMap.folded)
    for name in ledger.fields.map(\.name) + [LedgerMap.updated] {
      let spellings = [LedgerMap.folded(name)] + names(of: name, in: ledger)
      let place = spellings.lazy.compactMap { spelling in
        folded.indices.first { !taken.contains($0) && folded[$0] == spelling }
      }.first
      guard let place else { continue }
      taken.insert(place)
      sources[name] = .column([header[place]])
    }
    for field in ledger.fields where sources[field.name] == nil {
      let place = header.indices.first { place in
        !taken.contains(place)
          && isLike(
            header[place], field.name, of: ledger,
            values: rows.lazy.compactMap { place < $0.count ? $0[place] : nil })
      }
      guard let place else { continue }
      taken.insert(place)
      sources[field.name] = .column([header[place]])
    }
    return LedgerGuess(
      map: LedgerMap(name: "a guess", ledger: ledger, sources: sources),
      unused: header.indices.filter { !taken.contains($0) }.map { header[$0] },
      missing: ledger.fields.filter { $0.isRequired && sources[$0.name] == nil }.map(\.name))
  }

  /// Other names of a field; those of a ledger's own number hold its name.
  private static func names(of field: String, in ledger: Ledger) -> [String] {
    let own = LedgerMap.folded(ledger.name)
    let general = (ledger.name == "vendor" ? vendors[field] ?? [] : []) + (spellings[field] ?? [])
    guard field == "number" else { return general }
    return ["\(own)number", "\(own)no", "\(own)id", "\(own)#", "\(own)nr"]
      + (numbers[ledger.name] ?? []) + general
  }

  private static let numbers: [String: [String]] = [
    "customer": [
      "accountnumber", "kundennummer", "kundennr", "contactid", "customercode",
    ],
    "order": [
      "invoicenumber", "bestellnummer", "bestellnr", "auftragsnummer", "auftragsnr",
      "rechnungsnummer", "rechnungsnr", "belegnummer", "belegnr", "transactionid",
    ],
    "vendor": [
      "lieferantennummer", "lieferantennr", "kreditorennummer", "kreditornr", "suppliernumber",
      "suppliernr", "supplierno", "supplierid",
    ],
    "product": ["sku", "itemnumber", "artikelnummer", "articlenumber", "productcode", "itemcode"],
    "subscription": [
      "abo", "abonummer", "abonr", "contractnumber", "vertragsnummer", "contractid", "membershipid",
    ],
    "shipment": ["deliverynumber", "lieferscheinnummer", "deliveryid"],
    "activity": ["ticketnumber", "callid", "eventid", "taskid"],
  ]

  /// Lower case, letters and digits only, the likeliest first.
  static let spellings: [String: [String]] = [
    "number": ["number", "no", "nr", "id", "#", "code", "reference", "nummer"],
    "email": [
      "emailaddress", "mail", "emailadresse", "customeremail", "contactemail", "billingemail",
      "emailaddress1", "primaryemail", "courriel", "email1",
    ],
    "login": ["username", "userid", "loginname", "benutzername"],
    "name": [
      "fullname", "contactname", "customername", "productname", "title", "bezeichnung", "itemname",
      "billingname", "vendorname", "suppliername", "accountname",
    ],
    "given_name": ["firstname", "forename", "vorname", "prenom", "prénom", "first"],
    "family_name": ["lastname", "surname", "nachname", "nom", "last"],
    "company": [
      "companyname", "organisation", "organization", "firma", "société", "account", "accountname",
    ],
    "phone": [
      "telephone", "phonenumber", "telefon", "tel", "mobile", "businessphone", "phone1",
      "telephone1", "mobilephone",
    ],
    "street": [
      "address", "address1", "streetaddress", "strasse", "straße", "mailingstreet", "billingstreet",
      "addressline1", "straßeundhausnummer", "strasseundhausnummer", "straßeundnr", "strasseundnr",
    ],
    "postal_code": [
      "zip", "zipcode", "postcode", "plz", "mailingpostalcode", "mailingzippostalcode",
      "zippostalcode",
    ],
    "city": ["town", "ort", "stadt", "ville", "mailingcity", "billingcity"],
    "region": [
      "state", "province", "county", "bundesland", "mailingstate", "mailingstateprovince",
      "stateprovince",
    ],
    "country": ["land", "pays", "mailingcountry", "billingcountry", "countrycode"],
    "language": ["sprache", "locale", "langue"],
    "since": [
      "createddate", "datecreated", "createdon", "dateentered", "customersince", "angelegtam",
      "anlagedatum", "memberdate", "joined", "kundeseit", "creationdate", "createdate",
      "clientsince", "membersince",
    ],
    "source": [
      "leadsource", "heardabout", "howdidyouhear", "howdidyouhearofus", "referredby", "herkunft",
    ],
    "opt_in": [
      "newsletter", "subscribed", "acceptsmarketing", "optin", "emailoptin", "marketingconsent",
    ],
    "opt_in_at": ["optindate", "subscribedat", "newslettersince"],
    "note": [
      "notes", "description", "comment", "comments", "bemerkung", "remarks", "notiz", "details",
    ],
    "deleted_at": ["deletedon", "datedeleted"],
    "at": [
      "date", "datetime", "createdat", "orderdate", "time", "timestamp", "datum", "bestelldatum",
      "activitydate", "startdatetime", "datestart", "duedate", "scheduledstart", "completedat",
      "publishedat", "answeredat", "placedat", "orderedat", "created", "scheduledend", "actualend",
      "createdon", "creationdate", "createdate",
    ],
    "customer_number": [
      "customerid", "customerno", "customernr", "kundennummer", "kundennr", "accountnumber",
      "contactid", "customer", "clientid", "customercode", "masterid",
    ],
    "amount": [
      "total", "totalamount", "ordertotal", "grandtotal", "totalprice", "sum", "betrag", "summe",
      "gesamt", "gesamtbetrag", "brutto", "bruttobetrag", "rechnungsbetrag", "netto", "nettobetrag",
      "totalamountusd", "value", "extendedprice", "cost", "dollars",
    ],
    "currency": ["currencycode", "währung", "waehrung", "currencyisocode", "devise"],
    "items": ["quantity", "itemcount", "anzahl", "pieces"],
    "status": ["state", "orderstatus", "financialstatus", "statuscode", "stage", "zustand"],
    "campaign": ["campaignname", "utmcampaign", "kampagne"],
    "order_number": [
      "orderno", "orderid", "order", "bestellnummer", "bestellnr", "auftragsnummer", "auftragsnr",
      "invoiceid", "invoicenumber", "salesorderid",
    ],
    "line": [
      "lineno", "linenumber", "lineitem", "position", "pos", "lineitemnumber", "sequencenumber",
    ],
    "product": [
      "sku", "productnumber", "productid", "item", "artikel", "productcode", "lineitemsku",
      "itemnumber", "productname", "plan",
    ],
    "quantity": ["qty", "menge", "anzahl", "units", "lineitemquantity"],
    "price": ["unitprice", "listprice", "preis", "rate", "lineitemprice", "priceperunit", "fee"],
    "sent_at": ["shipped", "shippedat", "shipdate", "dispatched", "shippeddate", "versanddatum"],
    "due_at": ["promised", "promiseddate", "duedate", "expecteddelivery", "liefertermin"],
    "delivered_at": ["delivered", "deliverydate", "deliveredon", "zugestelltam"],
    "carrier": ["shipper", "shippingmethod", "spediteur", "versandart", "shippingcompany"],
    "tracking": ["trackingnumber", "trackingid", "sendungsnummer"],
    "category": [
      "group", "productgroup", "producttype", "type", "family", "productfamily", "kategorie",
      "warengruppe",
    ],
    "stock": [
      "quantityonhand", "instock", "inventory", "lagerbestand", "bestand", "qtyonhand",
      "variantinventoryqty",
    ],
    "stock_at": ["countedat", "inventorydate"],
    "page": ["url", "path", "handle", "link", "producturl"],
    "vendor": ["supplier", "lieferant", "manufacturer", "brand"],
    "removed_at": ["removed", "removedon"],
    "started": ["start", "startdate", "begin", "beginn", "contractstart", "activeon", "validfrom"],
    "renews_on": [
      "renewal", "renewaldate", "nextrenewal", "enddate", "expires", "expirationdate", "renewson",
      "currentperiodend", "verlängerung", "verlaengerung", "validuntil", "contractenddate",
    ],
    "ended": [
      "ende", "cancelled", "canceled", "cancelledat", "canceledat", "cancellationdate", "gekündigt",
    ],
    "period": ["interval", "billingperiod", "term", "contractterm", "billingcycle", "laufzeit"],
    "staff": [
      "owner", "assignedto", "user", "agent", "mitarbeiter", "assigneduser", "ownername",
      "recordmanager", "rep",
    ],
    "kind": [
      "type", "activitytype", "actiontype", "art", "channel", "activitytypecode", "activity",
    ],
    "direction": ["calldirection", "calltype", "directioncode", "richtung"],
    "topic": ["category", "regarding", "thema", "reason"],
    "subject": ["title", "betreff", "summary", "actiondescription"],
    "outcome": ["result", "callresult", "disposition", "ergebnis"],
    "next_action": ["nextstep", "followup", "todo", "nextactivity"],
    "next_at": ["nextstepdate", "followupdate", "nextdate", "wiedervorlage"],
    "objection": ["objections", "lossreason", "einwand"],
    "survey": ["surveyname", "questionnaire", "umfrage", "form"],
    "respondent": ["respondentid", "responseid", "sheet", "submissionid"],
    "question": ["questiontext", "item", "frage"],
    "answer": ["response", "antwort", "text"],
    "score": ["rating", "points", "nps", "stars", "bewertung", "value", "csat"],
    "url": ["link", "address", "permalink"],
    "author": ["by", "writer", "user", "username", "autor"],
    "tone": ["sentiment", "mood"],
    "text": ["content", "body", "message", "excerpt"],
    "day": ["date", "datum", "bookingdate", "spenton", "month"],
    "purpose": ["type", "costtype", "zweck", "category"],
    "updated": [
      "updatedat", "lastmodified", "modified", "lastmodifieddate", "modifiedon", "datemodified",
      "lastupdated", "geändertam", "systemmodstamp", "lastmodifydate", "lastupdate",
    ],
  ]
}
