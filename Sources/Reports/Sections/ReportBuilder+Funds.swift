internal import Analysis
internal import NetworkModel
internal import Rendering

// Money: how much at which step, from whom to whom, how evenly.
extension ReportBuilder {
  func funds(_ accounts: FlowAccounts) -> ReportSection {
    var section = ReportSection(
      id: "funds", title: Wording(en: "Money, step by step", zh: "资金：按环节"),
      lead: Wording(
        en:
          "The steps of money – pledged, agreed, allocated, disbursed, spent – are never added to each other. A part is inside its whole, a repeated mention is not counted again.",
        zh: "承诺、协议、下达、到位、支出等环节互不相加；组成部分含于整体之内，重复记载不重复计算。"))
    section.figures = steps(accounts).map { sankey($0) }
    section.answers = [
      breakdown(
        accounts, .year, "flows-year", Wording(en: "Money by step and year", zh: "资金：按环节与年份")),
      breakdown(
        accounts, .category, "flows-category",
        Wording(en: "Money by step and category", zh: "资金：按环节与类别")),
      ReportAnswer(
        "envelopes", Wording(en: "Envelopes and what is used of them", zh: "资金额度及使用情况"),
        verb("flows", "--envelopes") + inPlace(),
        ResultDocument(
          envelopes: utilisations(.money, within: question.place, in: network), of: .money,
          in: network)),
    ]
    return section
  }

  private func breakdown(
    _ accounts: FlowAccounts, _ dimension: FlowDimension, _ id: String, _ title: Wording
  ) -> ReportAnswer {
    // As the verb does: years in their order, all else by amount.
    let lines = accounts.breakdown(by: [dimension], order: dimension == .year ? .key : .amount)
    return ReportAnswer(
      id, title, verb("flows", "--by", dimension == .year ? "year" : "category") + inPlace("--to"),
      ResultDocument(accounts, by: [dimension], lines: lines))
  }

  private func sankey(_ step: FlowStatus) -> ReportFigure {
    ReportFigure(
      "sankey-\(step.rawValue)",
      Wording(
        en: "From where, through whom, to where, for what: \(step.label.en)",
        zh: "从哪里来、经谁手、到哪里去、做什么用：\(step.label.zh)"),
      drawing("sankey", ["--status", step.rawValue] + inPlace("--to"))
    ) {
      let paths = try FlowPaths(
        flows(step), through: [.fundClass, .donor(nil), .recipient(nil), .use], in: network)
      return try SankeyDiagram(
        SankeyPicture(paths, in: network, language: language, provenance: provenance)
      ).figure
    }
  }

  // MARK: - Equity

  func equity(_ accounts: FlowAccounts) -> ReportSection {
    var section = ReportSection(
      id: "equity", title: Wording(en: "How evenly it is spread", zh: "分布是否均衡"),
      lead: Wording(
        en:
          "Counties on which no money is recorded are in no index: no record is not zero. What goes to a province or a group is not split.",
        zh: "没有资金记录的县不计入任何指数（无记录不等于零）；给予省级或集合的资金不作分解。"))
    for step in steps(accounts) {
      let asked = EquityQuestion(.level(.county), within: question.place, status: step)
      let options = ["--status", step.rawValue] + inPlace()
      do throws(EquityError) {
        let report = try EquityReport(asked, in: network)
        section.figures.append(
          ReportFigure(
            "lorenz-\(step.rawValue)",
            Wording(
              en: "Lorenz curve: \(step.label.en)", zh: "洛伦茨曲线：\(step.label.zh)"),
            drawing("lorenz", options)
          ) {
            LorenzDiagram(
              LorenzPicture(report, in: network, language: language, provenance: provenance)
            ).figure
          })
        section.answers.append(
          ReportAnswer(
            "equity-\(step.rawValue)",
            Wording(
              en: "Inequality and concentration: \(step.label.en)",
              zh: "不平等与集中程度：\(step.label.zh)"), ["equity", "PACKAGE"] + options,
            ResultDocument(report, in: network)))
      } catch {
        section.refusals.append(error.message(in: network))
      }
    }
    return section
  }
}
