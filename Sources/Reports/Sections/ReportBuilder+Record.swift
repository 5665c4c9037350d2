internal import Analysis
internal import GraphCore
internal import NetworkModel
internal import Rendering
internal import Scenarios

// The record itself: printed numbers, agreements, structure, sources, what is missing.
extension ReportBuilder {
  func reconciliation() -> ReportSection {
    ReportSection(
      id: "reconciliation",
      title: Wording(en: "Do the printed numbers agree with the rows?", zh: "原文数字与数据行是否相符"),
      lead: Wording(
        en:
          "A gap is the printed number less that of the rows. Explanations marked inferred are candidates, not findings.",
        zh: "差额为原文数减数据行之数；标为推断的说明只是可能的原因，并非结论。"),
      answers: [
        ReportAnswer(
          "reconcile", Wording(en: "Printed numbers against the rows", zh: "原文数字与数据行核对"),
          verb("reconcile") + inPlace(),
          ResultDocument(
            Reconciliation(ReconciliationQuestion(within: question.place), in: network)))
      ])
  }

  func agreements() -> ReportSection {
    ReportSection(
      id: "agreements", title: Wording(en: "Agreements and verdicts", zh: "协议与判定"),
      lead: Wording(
        en:
          "A rule is met or not met only where every value that the record allows says so. Cannot be determined is not the same as not met.",
        zh: "仅当记载所允许的各种取值结论一致时才判定达到或未达到；“无法判定”不等于“未达到”。"),
      answers: [
        ReportAnswer(
          "agreement", Wording(en: "What is due, and whether it is kept", zh: "应做事项及落实情况"),
          verb("agreement") + inPlace("--recipient"),
          ResultDocument(
            AgreementReport(
              AgreementQuestion(recipient: question.place), against: Evidence(network)),
            in: network))
      ])
  }

  func structure() -> ReportSection {
    var section = ReportSection(
      id: "structure", title: Wording(en: "How the network hangs together", zh: "网络结构"),
      lead: Wording(
        en:
          "Who depends on a single donor, what would fall apart without one, and how far apart the two ends are.",
        zh: "哪些受援方只靠一个支援方，少了谁网络会断开，以及双方相距多远。"))
    do throws(GraphError) {
      let graph = try NetworkGraph(
        NetworkGraphQuestion(date: question.date, within: question.place), in: network)
      section.figures = [figure(of: graph)]
      section.answers = [
        ReportAnswer(
          "dependence", Wording(en: "Dependence, components, distances", zh: "依赖关系、连通分支与距离"),
          verb("structure") + inPlace() + asOf,
          ResultDocument(try NetworkStructure(graph, in: network), in: network))
      ]
    } catch {
      section.refusals = [error.message]
    }
    return section
  }

  private func figure(of graph: NetworkGraph) -> ReportFigure {
    ReportFigure(
      "graph", Wording(en: "The whole network", zh: "整个网络"), drawing("graph", inPlace() + asOf)
    ) {
      let measured = MeasuredGraph(
        graph.graph, strengths: graph.unweighable == nil ? graph.weights : nil)
      let degree = try read(.degree, of: measured, MeasureOptions())
      return try GraphDiagram(
        GraphPicture(
          graph, size: degree.column(named: "degree").map { (degree, $0) }, in: network,
          language: language, provenance: provenance)
      ).figure
    }
  }

  func whatIf(_ scenario: ReportScenario) -> ReportSection {
    ReportSection(
      id: "what-if", title: Wording(en: "What would be different", zh: "情景推演"),
      lead: Wording(
        en: "Computed from the record with the changes of the scenario, not observed.",
        zh: "按情景所设变化在记录基础上推算所得，并非实际发生。"),
      figures: changes(of: scenario),
      answers: [
        ReportAnswer(
          "whatif", Wording(en: "The scenario beside the record", zh: "情景与记录对照"),
          ["whatif", "PACKAGE", scenario.file], scenario.document)
      ])
  }

  /// What units gain and lose, for each step: steps are never added to each other.
  private func changes(of scenario: ReportScenario) -> [ReportFigure] {
    let whole = scenario.comparison
    let steps: [FlowStatus?] =
      whole.question.baseline.status == nil
      ? steps(FlowAccounts(flows(), in: network)) : [nil]
    return steps.map { step in
      var question = whole.question
      if let step { question.baseline.status = step }
      let name = step.map { "-\($0.rawValue)" } ?? ""
      return ReportFigure(
        "scenario\(name)",
        Wording(
          en: "What each county gains or loses" + (step.map { ": \($0.label.en)" } ?? ""),
          zh: "各县资金增减" + (step.map { "：\($0.label.zh)" } ?? "")),
        drawing(
          "change",
          ["--scenario", scenario.file] + (step.map { ["--status", $0.rawValue] } ?? []))
      ) {
        let comparison = try ScenarioComparison(
          question, before: whole.before, after: whole.after, requirements: scenario.requirements)
        return try ChangeBars(
          ChangePicture(
            comparison, named: scenario.name, level: .county, language: language,
            provenance: provenance)
        ).figure
      }
    }
  }

  func data() -> ReportSection {
    ReportSection(
      id: "data", title: Wording(en: "The data, their sources and gaps", zh: "数据、出处与缺失"),
      lead: Wording(
        en:
          "What the package holds, from which sources, what is missing and what that means, and what the check of its tables found.",
        zh: "数据包的内容、出处、缺失及其影响，以及数据校验的结果。"),
      answers: [
        ReportAnswer(
          "describe", Wording(en: "What the package holds", zh: "数据包概况"),
          verb("describe") + asOf,
          ResultDocument(Description(of: network, at: question.date))),
        ReportAnswer(
          "check", Wording(en: "Check of the tables", zh: "数据校验"),
          verb("check") + ["--language", language.rawValue], material.issues, language),
      ])
  }
}
