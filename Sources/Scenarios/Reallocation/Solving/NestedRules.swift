/// Rules that speak of recipients only, nested: what ``WaterFilling`` can pour.
struct NestedRules {
  let vessels: WaterFilling

  /// Nothing where a rule speaks of lines or donors in a way that matters to recipients.
  init?(_ frame: PlanFrame) {
    guard !frame.hasWholeDecisions else { return nil }
    let count = frame.recipients.count
    var lower = [Int64](repeating: 0, count: count)
    var upper = [Int64](repeating: frame.total, count: count)
    for (recipient, lines) in frame.linesOfRecipient.enumerated() where lines.isEmpty {
      upper[recipient] = 0
    }
    var groups: [WaterFilling.Group] = []
    var donorsMatter = false
    for row in frame.rows {
      guard let (least, most) = frame.tightened(row) else { return nil }
      if row.lines.count == frame.lines.count {
        guard least ?? 0 <= frame.total, most ?? frame.total >= frame.total else { return nil }
      } else if let recipients = row.recipients {
        if recipients.count == 1 {
          let recipient = Int(recipients[0])
          lower[recipient] = max(lower[recipient], least ?? 0)
          upper[recipient] = min(upper[recipient], most ?? frame.total)
        } else {
          groups.append(
            WaterFilling.Group(
              members: recipients, lower: max(0, least ?? 0),
              upper: min(frame.total, most ?? frame.total)))
        }
      } else if row.isWholeDonor(in: frame) {
        donorsMatter = true
      } else {
        return nil
      }
    }
    if donorsMatter, !frame.everyPairIsPossible || !frame.donorsCanGive { return nil }
    vessels = WaterFilling(
      starts: [Int64](repeating: 0, count: count), widths: [Int64](repeating: 1, count: count),
      lower: lower, upper: upper, groups: groups)
  }
}

extension PlanRow {
  /// Whether these are all lines of one donor.
  func isWholeDonor(in frame: PlanFrame) -> Bool {
    guard let first = lines.first else { return false }
    let donor = frame.lines[Int(first)].donor
    return lines.count == frame.linesOfDonor[Int(donor)].count
      && lines.allSatisfy { frame.lines[Int($0)].donor == donor }
  }
}

extension PlanFrame {
  /// Whether every donor may give to every recipient.
  var everyPairIsPossible: Bool {
    lines.count == donors.count * recipients.count * categories.count
  }

  /// Whether donors, within their budgets and abilities, can give the total whoever gets it.
  var donorsCanGive: Bool {
    var least = [Int64](repeating: 0, count: donors.count)
    var most = [Int64](repeating: total, count: donors.count)
    for row in rows where row.recipients == nil && row.lines.count < lines.count {
      guard row.isWholeDonor(in: self), let (lower, upper) = tightened(row) else { continue }
      let donor = Int(lines[Int(row.lines[0])].donor)
      least[donor] = max(least[donor], lower ?? 0)
      most[donor] = min(most[donor], upper ?? total)
    }
    return zip(least, most).allSatisfy { $0 <= $1 }
      && least.reduce(Int128(0)) { $0 + Int128($1) } <= Int128(total)
      && most.reduce(Int128(0)) { $0 + Int128($1) } >= Int128(total)
  }
}
