import Clickstream

/// The lists that came last: what became of orders, what is wished, and what comes from outside.
extension LedgerFiles {
  var orderStatuses: String {
    Self.table(
      "order_number,at,status",
      business.states.map { [$0.order, Clock.rfc3339($0.at), $0.status] })
  }

  var shipments: String {
    Self.table(
      "number,order_number,sent_at,due_at,delivered_at,carrier,tracking,status",
      business.shipments.map { shipment in
        [
          shipment.number, shipment.order, Clock.rfc3339(shipment.sentAt),
          Clock.rfc3339(shipment.dueAt), shipment.deliveredAt.map(Clock.rfc3339) ?? "",
          shipment.carrier, "LB\(shipment.number.dropFirst())",
          shipment.deliveredAt == nil ? "under way" : "delivered",
        ]
      })
  }

  var wishes: String {
    Self.table(
      "customer_number,email,product,at,removed_at",
      business.wishes.map { wish in
        [
          wish.number, wish.address ?? "", wish.product, Clock.rfc3339(wish.at),
          wish.removedAt.map(Clock.rfc3339) ?? "",
        ]
      })
  }

  var vendors: String {
    Self.table(
      "number,name,contact_name,email,phone,city,supplies,since,bank_account,tax_number",
      Vendor.all.map { vendor in
        [
          vendor.number, vendor.name, vendor.contact, vendor.address, vendor.phone, vendor.city,
          vendor.supplies, vendor.since.description, vendor.bankAccount, vendor.taxNumber,
        ]
      })
  }

  var mentions: String {
    Self.table(
      "at,url,source,author,tone,text",
      Mention.all.map { mention in
        [
          Clock.rfc3339(mention.at), mention.url, mention.source, mention.author?.name ?? "",
          mention.tone, mention.text,
        ]
      })
  }

  var benefits: String {
    Self.table(
      "number,day,purpose,campaign,amount,currency,note",
      Benefit.all.enumerated().map { index, benefit in
        [
          "N\(Clock.padded(index + 1))", benefit.day.description, benefit.purpose,
          benefit.campaign, Self.pounds(benefit.amount), "GBP", benefit.note,
        ]
      })
  }
}
