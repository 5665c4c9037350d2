internal import Analysis
internal import NetworkModel
internal import Rendering

// How pairings and money developed, and what changed since an earlier date.
extension ReportBuilder {
  func change() -> ReportSection {
    var section = ReportSection(
      id: "change", title: Wording(en: "How it developed", zh: "历年变化"),
      lead: Wording(
        en:
          "A bar or a panel shows only what the record dates; a pairing without a date is in no year.",
        zh: "图中只显示有时间记载的内容；没有时间的结对不计入任何年份。"),
      figures: [timeline(), multiples()])
    guard let since = question.since, let date = question.date else { return section }
    let dates = ["--from", since.description, "--to", date.description]
    let diff = pairingDiff(from: since, to: date, kinds: [.county], level: .prefecture, in: network)
    section.figures.append(
      ReportFigure(
        "change-pairings", Wording(en: "Pairings then and now", zh: "结对前后对照"),
        drawing("change", dates + ["--show", "pairings"])
      ) {
        try PairingChangeDiagram(
          PairingChangePicture(
            diff, kinds: [.county], in: network, language: language, provenance: provenance)
        ).figure
      })
    section.figures += amounts(from: since, to: date, dates)
    section.answers = [
      ReportAnswer(
        "diff", Wording(en: "Pairings begun, ended and kept", zh: "新增、终止与延续的结对"),
        ["diff", "PACKAGE"] + dates,
        ResultDocument(diff: diff, level: .prefecture, in: network))
    ]
    return section
  }

  private func timeline() -> ReportFigure {
    ReportFigure(
      "timeline", Wording(en: "Pairings and events over the years", zh: "历年结对与事件"),
      drawing("timeline", inPlaceOrGroup + asOf)
    ) {
      let history = PairingHistory(HistoryQuestion(within: place, group: group), in: network)
      return try TimelineDiagram(
        TimelinePicture(
          history, TimelineOptions(asOf: question.date), in: network, language: language,
          provenance: provenance)
      ).figure
    }
  }

  private func multiples() -> ReportFigure {
    ReportFigure(
      "multiples", Wording(en: "Who helped whom, year by year", zh: "逐年结对关系"),
      drawing("multiples", inPlaceOrGroup)
    ) {
      try MultiplesDiagram(
        MultiplesPicture(
          MultiplesQuestion(.year, units: .level(.county), within: place, group: group),
          showing: .diagram, in: network, language: language, provenance: provenance)
      ).figure
    }
  }

  /// Money of the two years, for each step that is on record in one of them; flows are compared by years.
  private func amounts(
    from start: CalendarDate, to end: CalendarDate, _ dates: [String]
  ) -> [ReportFigure] {
    guard start.month == 0, end.month == 0, start.year < end.year else { return [] }
    func accounts(_ date: CalendarDate, _ step: FlowStatus?) -> FlowAccounts {
      var asked = flows(step)
      asked.years = Int(date.year)...Int(date.year)
      return FlowAccounts(asked, in: network)
    }
    let known = steps(accounts(start, nil)) + steps(accounts(end, nil))
    return FlowStatus.allCases.filter(known.contains).map { step in
      ReportFigure(
        "change-\(step.rawValue)",
        Wording(
          en: "What each county gained or lost: money \(step.label.en)",
          zh: "各县资金增减：\(step.label.zh)"),
        drawing("change", dates + ["--status", step.rawValue] + inPlace("--recipient"))
      ) {
        try ChangeBars(
          ChangePicture(
            from: accounts(start, step), to: accounts(end, step), level: .county,
            language: language, provenance: provenance)
        ).figure
      }
    }
  }
}
