internal import NetworkModel

extension TableFile {
  /// Decodes the rows of `claims`.
  mutating func claims() -> [Claim] {
    let (id, kind, subject, unit) = (slot("id"), slot("kind"), slot("subject"), slot("unit"))
    let (scope, measure, period) = (slot("scope"), slot("measure"), slot("period"))
    let (value, value2, precision) = (slot("value"), slot("value_2"), slot("precision"))
    let (category, mayBePartOf, basis) = (slot("category"), slot("may_be_part_of"), slot("basis"))
    let (source, locator, note) = (slot("source"), slot("locator"), slot("note"))
    var precisions = TermTable<Precision>()
    var periods = PeriodCache()
    var rows: [Claim] = []
    while nextRow() {
      _ = identifier(id)
      var row = Claim(
        id: string(id) ?? "", kind: string(kind) ?? "", subject: string(subject) ?? "",
        unit: string(unit) ?? "")
      row.scope = string(scope)
      row.measure = string(measure)
      row.category = string(category)
      row.period = self.period(period, &periods)
      row.value = decimal(value, allowNegative: true)
      row.value2 = decimal(value2, allowNegative: true)
      if !bytes(precision).isEmpty { row.precision = term(precision, &precisions) ?? .exact }
      row.mayBePartOf = string(mayBePartOf).map(IDList.ids(in:)) ?? []
      row.basis = string(basis).map(IDList.ids(in:)) ?? []
      row.source = string(source)
      row.locator = string(locator)
      row.note = string(note)
      checkCategory(category)
      rows.append(row)
    }
    return rows
  }

  /// Decodes the rows of `agreements`.
  mutating func agreements() -> [Agreement] {
    let (id, title, donor, recipient) = (
      slot("id"), slot("title"), slot("donor"), slot("recipient")
    )
    let (signed, period, source) = (slot("signed"), slot("period"), slot("source"))
    var periods = PeriodCache()
    var rows: [Agreement] = []
    while nextRow() {
      _ = identifier(id)
      var row = Agreement(
        id: string(id) ?? "", title: string(title) ?? "", donor: string(donor) ?? "",
        recipient: string(recipient) ?? "")
      row.signed = date(signed)
      row.period = self.period(period, &periods)
      row.source = string(source)
      rows.append(row)
    }
    return rows
  }

  /// Decodes the rows of `rules`.
  mutating func rules() -> [Rule] {
    let (id, agreement, kind) = (slot("id"), slot("agreement"), slot("kind"))
    let (fundClass, group, baseAmount) = (slot("fund_class"), slot("group"), slot("base_amount"))
    let (baseYear, rate, threshold) = (slot("base_year"), slot("rate"), slot("threshold"))
    let (per, period, precision) = (slot("per"), slot("period"), slot("precision"))
    let (source, locator) = (slot("source"), slot("locator"))
    var precisions = TermTable<Precision>()
    var periods = PeriodCache()
    var rows: [Rule] = []
    while nextRow() {
      _ = identifier(id)
      var row = Rule(
        id: string(id) ?? "", agreement: string(agreement) ?? "", kind: string(kind) ?? "")
      row.fundClass = string(fundClass)
      row.group = string(group)
      row.baseAmount = decimal(baseAmount)
      row.baseYear = year(baseYear)
      row.rate = decimal(rate, allowNegative: true)
      row.threshold = decimal(threshold, allowNegative: true)
      row.per = string(per)
      row.period = self.period(period, &periods)
      if !bytes(precision).isEmpty { row.precision = term(precision, &precisions) ?? .exact }
      row.source = string(source)
      row.locator = string(locator)
      rows.append(row)
    }
    return rows
  }

  /// Decodes the rows of `groups`.
  mutating func memberships() -> [Membership] {
    let (group, node, period, source) = (
      slot("group"), slot("node"), slot("period"), slot("source")
    )
    var periods = PeriodCache()
    var rows: [Membership] = []
    while nextRow() {
      var row = Membership(group: string(group) ?? "", node: string(node) ?? "")
      row.period = self.period(period, &periods)
      row.source = string(source)
      rows.append(row)
    }
    return rows
  }

  /// Decodes the rows of `indicators`; a row without a readable year or value is left out.
  mutating func indicators() -> [Indicator] {
    let (node, indicator, year) = (slot("node"), slot("indicator"), slot("year"))
    let (value, unit, source) = (slot("value"), slot("unit"), slot("source"))
    var rows: [Indicator] = []
    while nextRow() {
      let unitName = string(unit) ?? ""
      let countsPeople = unitName == "人" || unitName == "人次"
      let inYear = self.year(year)
      let number = decimal(value, allowNegative: !countsPeople)
      if let number, countsPeople { checkWhole(number, value) }
      guard let inYear, let number else {
        lines.removeLast()
        continue
      }
      var row = Indicator(
        node: string(node) ?? "", indicator: string(indicator) ?? "", year: inYear, value: number,
        unit: unitName)
      row.source = string(source)
      rows.append(row)
    }
    return rows
  }

  /// Decodes the rows of `events`.
  mutating func events() -> [Event] {
    let (id, kind, date, from) = (slot("id"), slot("kind"), slot("date"), slot("from"))
    let (to, count, unit) = (slot("to"), slot("count"), slot("unit"))
    let (source, locator) = (slot("source"), slot("locator"))
    var periods = PeriodCache()
    var rows: [Event] = []
    while nextRow() {
      _ = identifier(id)
      var row = Event(id: string(id) ?? "", kind: string(kind) ?? "", date: period(date, &periods))
      row.from = string(from)
      row.to = string(to)
      row.count = decimal(count)
      row.unit = string(unit)
      row.source = string(source)
      row.locator = string(locator)
      rows.append(row)
    }
    return rows
  }

  /// Decodes the rows of `sources`.
  mutating func sources() -> [Source] {
    let (id, title, publisher) = (slot("id"), slot("title"), slot("publisher"))
    let (published, reference, file, note) = (
      slot("published"), slot("reference_period"), slot("file"), slot("note")
    )
    var periods = PeriodCache()
    var rows: [Source] = []
    while nextRow() {
      _ = identifier(id)
      checkLink(id)
      checkLink(file)
      var row = Source(id: string(id) ?? "", title: string(title) ?? "")
      row.publisher = string(publisher)
      row.published = period(published, &periods)
      row.referencePeriod = period(reference, &periods)
      row.file = string(file)
      row.note = string(note)
      rows.append(row)
    }
    return rows
  }
}
