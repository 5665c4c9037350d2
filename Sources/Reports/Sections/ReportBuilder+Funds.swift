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

  // MARK: - What is not money

  /// People, goods, sales, investment …: one answer for each measure that is on record.
  func otherHelp() -> ReportSection {
    var section = ReportSection(
      id: "help", title: Wording(en: "People, goods, sales, investment", zh: "人员、物资、销售与投资"),
      lead: Wording(
        en:
          "Each measure and each unit has totals of its own; sales and labour run from the helped region to the helper.",
        zh: "不同计量、不同单位各自合计；销售与劳务由受援地区流向支援地区。"))
    for measure in Measure.allCases where measure != .money {
      let asked = FlowQuestion(measure: measure, within: question.place)
      let accounts = FlowAccounts(asked, in: network)
      guard !accounts.flows.isEmpty else { continue }
      let dimensions: [FlowDimension] = [.category, .year]
      let name = measure.label.en
      section.answers.append(
        ReportAnswer(
          "flows-\(measure.rawValue.replacing("_", with: "-"))",
          Wording(en: name.prefix(1).uppercased() + name.dropFirst(), zh: measure.label.zh),
          verb("flows", "--measure", measure.rawValue) + inPlace(),
          ResultDocument(
            accounts, by: dimensions, lines: accounts.breakdown(by: dimensions, order: .key))))
    }
    return section
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
