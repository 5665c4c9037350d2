internal import Analysis
internal import NetworkModel

/// Printed counts on two sides beside what is named.
func claimTable(
  _ claims: [PairingClaim], key: String = "claims", in network: PairingNetwork
) -> ResultTable {
  var table = ResultTable(
    key, Wording(en: "Printed counts, held against what is named", zh: "汇总数字与具名结对对照"),
    columns: [
      Column("claim_id", Wording(en: "claim", zh: "表述")),
      Column("kind", Wording(en: "layer", zh: "结对类别")),
      Column("subject", Wording(en: "recipients", zh: "受援方")),
      Column("unit", Wording(en: "unit", zh: "单位")),
      Column("donor_count", Wording(en: "donors printed", zh: "支援方数"), .integer),
      Column("recipient_count", Wording(en: "recipients printed", zh: "受援方数"), .integer),
      Column("named_donors", Wording(en: "donors named", zh: "具名支援方"), .integer),
      Column("named_recipients", Wording(en: "recipients named", zh: "具名受援方"), .integer),
      Column("named_pairings", Wording(en: "pairings named", zh: "具名结对"), .integer),
      Column("fewest_pairings", Wording(en: "pairings at least", zh: "结对至少"), .integer),
      Column("named_share", Wording(en: "recipients named", zh: "受援方具名率"), .percent),
      Column("source", Wording(en: "source", zh: "来源")),
      Column("locator", Wording(en: "locator", zh: "出处")),
    ])
  for line in claims {
    let claim = network.claims[line.position]
    let subject = network.node(id: claim.subject)
    table.append([
      .text(claim.id), Cell(line.kind), subject.map { .name(of: network[$0]) } ?? .missing,
      .text(line.unit), Cell(line.donorCount), Cell(line.recipientCount),
      .integer(line.namedDonors), .integer(line.namedRecipients), .integer(line.namedPairings),
      .integer(line.fewestPairings),
      line.recipientCount.map { .percent(line.namedRecipients, of: $0) } ?? .missing,
      Cell(claim.source), Cell(claim.locator),
    ])
  }
  return table
}
