internal import NetworkModel

extension TableFile {
  /// Decodes the rows of `pairings`.
  mutating func pairings() -> [PairingRow] {
    let (id, kind, donor, recipient) = (slot("id"), slot("kind"), slot("donor"), slot("recipient"))
    let (period, programme, agreement) = (slot("period"), slot("programme"), slot("agreement"))
    let (confidence, source) = (slot("confidence"), slot("source"))
    let (locator, note) = (slot("locator"), slot("note"))
    var kinds = TermTable<PairingKind>()
    var periods = PeriodCache()
    var rows: [PairingRow] = []
    while nextRow() {
      var row = PairingRow(
        id: identifier(id), kind: term(kind, &kinds) ?? .household, donor: text(donor),
        recipient: text(recipient))
      row.period = self.period(period, &periods)
      row.programme = text(programme)
      row.agreement = text(agreement)
      if !bytes(confidence).isEmpty { row.confidence = self.confidence(confidence) }
      row.source = text(source)
      row.locator = text(locator)
      row.note = text(note)
      checkLink(source)
      rows.append(row)
    }
    return rows
  }

  private mutating func confidence(_ slot: Slot) -> ExactDecimal? {
    guard let value = decimal(slot) else { return nil }
    if value > ExactDecimal(1) {
      report(
        .numberRange, column: slot.column.name, found: string(slot),
        Wording(en: "a confidence lies between 0 and 1", zh: "可信度应在 0 与 1 之间"),
        Wording(en: "Write it as a fraction, such as 0.85.", zh: "请写作小数，如 0.85。"))
      return nil
    }
    return value
  }

  /// Decodes the rows of `flows`.
  mutating func flows() -> [FlowRow] {
    let (id, measure, category) = (slot("id"), slot("measure"), slot("category"))
    let (donor, recipient, period) = (slot("donor"), slot("recipient"), slot("period"))
    let (asOf, amount, unit, status) = (slot("as_of"), slot("amount"), slot("unit"), slot("status"))
    let (precision, pairing, agreement) = (slot("precision"), slot("pairing"), slot("agreement"))
    let (partOf, sameAs, source) = (slot("part_of"), slot("same_as"), slot("source"))
    let (mayBePartOf, basis) = (slot("may_be_part_of"), slot("basis"))
    let (locator, note) = (slot("locator"), slot("note"))
    var measures = TermTable<Measure>()
    var statuses = TermTable<FlowStatus>()
    var precisions = TermTable<Precision>()
    var moneyUnits = TermTable<MoneyUnit>()
    var periods = PeriodCache()
    var rows: [FlowRow] = []
    while nextRow() {
      let what = term(measure, &measures)
      var row = FlowRow(
        id: identifier(id), measure: what ?? .items, category: text(category),
        donor: text(donor), recipient: text(recipient), unit: text(unit),
        status: term(status, &statuses) ?? .planned)
      row.period = self.period(period, &periods)
      if !bytes(asOf).isEmpty { row.asOf = date(asOf) }
      if let what { row.amount = self.amount(amount, unit, what, &moneyUnits) }
      if !bytes(precision).isEmpty { row.precision = term(precision, &precisions) ?? .exact }
      row.pairing = text(pairing)
      row.agreement = text(agreement)
      row.partOf = text(partOf)
      row.sameAs = text(sameAs)
      row.mayBePartOf = text(mayBePartOf)
      row.basis = text(basis)
      row.source = text(source)
      row.locator = text(locator)
      row.note = text(note)
      checkLink(source)
      checkCategory(category)
      rows.append(row)
    }
    return rows
  }

  /// Reads an amount in its unit; an empty one is unknown.
  private mutating func amount(
    _ slot: Slot, _ unit: Slot, _ measure: Measure, _ moneyUnits: inout TermTable<MoneyUnit>
  ) -> Amount? {
    let unitBytes = bytes(unit)
    let moneyUnit = unitBytes.isEmpty ? nil : moneyUnits.value(unitBytes)
    if moneyUnit == nil, !unitBytes.isEmpty, let allowed = AmountCell.units(of: measure) {
      let word = String(decoding: unitBytes, as: UTF8.self)
      if !allowed.contains(word) { report(AmountCell.unitFault(word, allowed: allowed), unit) }
    }
    guard let number = decimal(slot) else { return nil }
    if number.significand == 0 {
      report(
        .moneyZero, .warning, column: slot.column.name, found: string(slot),
        Wording(en: "the amount is zero", zh: "数额为零"),
        Wording(
          en: "Leave it empty if it is unknown; zero says that nothing was given.",
          zh: "如为未知请留空；零表示确实没有。"))
    }
    if let moneyUnit, measure.isMonetary || measure == .goods || measure == .items {
      do throws(CellFault) {
        return .money(try AmountCell.money(number, moneyUnit))
      } catch {
        report(error, slot)
        return nil
      }
    }
    guard !measure.isMonetary else { return nil }
    if measure == .persons || measure == .personTimes { checkWhole(number, slot) }
    return .quantity(number)
  }

  /// People come whole.
  mutating func checkWhole(_ number: ExactDecimal, _ slot: Slot) {
    guard bytes(slot).contains(0x2E) else { return }
    let fix =
      number.scale == 0
      ? CellFault.write(number.description)
      : Wording(en: "Check the number and its unit.", zh: "请核对数字和单位。")
    report(
      .numberWhole, number.scale == 0 ? .warning : .error, column: slot.column.name,
      found: string(slot), Wording(en: "a number of people is whole", zh: "人数应为整数"), fix)
  }

  /// A row is of one category.
  mutating func checkCategory(_ slot: Slot) {
    let cell = bytes(slot)
    var isSeveral = false
    for at in 0..<cell.count {
      // `;`, `|` and the full-width `；`, which is EF BC 9B.
      let byte = cell[at]
      if byte == 0x3B || byte == 0x7C { isSeveral = true }
      if byte == 0x9B, at >= 2, cell[at - 1] == 0xBC, cell[at - 2] == 0xEF { isSeveral = true }
    }
    guard isSeveral else { return }
    report(
      .cellSeveralValues, .warning, column: slot.column.name, found: string(slot),
      Wording(en: "several categories stand in one cell", zh: "一个单元格内有多个类别"),
      Wording(
        en:
          "One row has one category; split the amount, or name the mixture as a category of its own.",
        zh: "一行一个类别；请拆分金额，或另设一个综合类别。"))
  }
}
