internal import Analysis
internal import Geodesy
internal import NetworkModel
internal import Rendering

// Who is paired with whom, and who is covered.
extension ReportBuilder {
  func pairings() -> ReportSection {
    var section = ReportSection(
      id: "pairings", title: Wording(en: "Who helps whom", zh: "谁帮谁"),
      lead: Wording(
        en:
          "Every line or dot is a pairing that a source states or from which it was inferred; the figures tell the two apart.",
        zh: "每条线、每个点都是有出处或据以推断的结对，图中二者画法不同。"))
    let picture = PairingPicture(
      units, in: network, language: language, provenance: provenance)
    section.figures = [
      ReportFigure(
        "diagram", Wording(en: "Donors and recipients", zh: "支援方与受援方"),
        drawing("diagram", inPlaceOrGroup + asOf)
      ) { try BipartiteDiagram(picture).figure },
      map(picture), matrixFigure(),
    ]
    section.answers = [
      ReportAnswer(
        "who-does-what", Wording(en: "Who does what where", zh: "谁在哪里做什么"),
        verb("flows", "--matrix") + inPlace("--to") + asOf,
        ResultDocument(
          WhoDoesWhat(
            flows(), donorLevel: nil, recipientLevel: nil, at: question.date, in: network),
          of: flows(), in: network))
    ]
    return section
  }

  private func map(_ pairs: PairingPicture) -> ReportFigure {
    var picture = pairs
    picture.frame.notes += material.credits
    return ReportFigure(
      "map", Wording(en: "Where they lie", zh: "结对双方的位置"),
      drawing("map", inPlaceOrGroup + asOf)
    ) {
      try PairingMap(
        picture, areas: material.areas, projection: Projection(to: material.referenceSystem)
      ).figure
    }
  }

  private func matrixFigure() -> ReportFigure {
    ReportFigure(
      "matrix", Wording(en: "All layers at once", zh: "各类结对一览"),
      drawing("matrix", inPlace("--to") + asOf)
    ) {
      try MatrixDiagram(
        MatrixPicture(
          WhoDoesWhat(flows(), at: question.date, in: network), amounts: nil, question: flows(),
          kinds: [], in: network, language: language,
          provenance: provenance)
      ).figure
    }
  }

  // MARK: - Coverage

  func coverage() -> ReportSection {
    var section = ReportSection(
      id: "coverage", title: Wording(en: "Who is covered, who is not", zh: "谁被覆盖，谁没有"),
      lead: Wording(
        en:
          "A unit without a record is not a unit without a pairing: the rate is a range wherever the record is silent. Figures count the places that receive; tables count every unit of the package, those of donors included.",
        zh: "“无记录”不等于“未结对”：凡记录未说明之处，覆盖率均为区间。图中只计受援地区的单位，表中计数据包内全部单位（含支援方所辖单位）。"))
    let ladder = CoverageLadder(
      units, in: network, language: language, provenance: provenance)
    let ladderArguments = drawing("coverage", ["--ladder"] + inPlaceOrGroup + asOf)
    section.figures = [
      ReportFigure(
        "ladder", Wording(en: "How far down pairing reaches", zh: "结对覆盖到哪一级"),
        ladderArguments
      ) { ladder.figure },
      coverageMap(
        "states", Wording(en: "How each county stands", zh: "各县结对情况"), by: nil),
      coverageMap(
        "rates", Wording(en: "Rates by prefecture", zh: "各市（州）结对率"), by: .prefecture),
      tree(),
    ]
    let report = Analysis.coverage(units, in: network)
    section.answers = [
      ReportAnswer(
        "coverage-ladder", Wording(en: "Coverage by level", zh: "各级结对覆盖"), ladderArguments,
        ResultDocument(ladder: ladder, file: "FILE")),
      ReportAnswer(
        "coverage-prefectures", Wording(en: "Coverage by prefecture", zh: "各市（州）结对覆盖"),
        verb("coverage", "--by", "prefecture") + inPlaceOrGroup + asOf,
        ResultDocument(coverage: report, by: .prefecture, in: network)),
      ReportAnswer(
        "gaps", Wording(en: "Units with no pairing of their own", zh: "本级无结对的单位"),
        verb("gaps") + inPlaceOrGroup + asOf, ResultDocument(gaps: report, in: network)),
    ]
    return section
  }

  private func coverageMap(_ id: String, _ title: Wording, by level: Level?) -> ReportFigure {
    let options = level.map { ["--by", $0.rawValue] } ?? []
    return ReportFigure(id, title, drawing("coverage", options + inPlaceOrGroup + asOf)) {
      var picture = CoveragePicture(
        units, by: level, in: network, language: language, provenance: provenance)
      picture.frame.notes += material.credits
      return try CoverageMap(
        picture, areas: material.areas, projection: Projection(to: material.referenceSystem)
      ).figure
    }
  }

  private func tree() -> ReportFigure {
    ReportFigure(
      "tree", Wording(en: "What lies in what, and who helps it", zh: "逐级隶属与支援方"),
      drawing("tree", inPlace() + asOf)
    ) {
      try TreeDiagram(
        TreePicture(
          within: question.place, date: question.date, in: network, language: language,
          provenance: provenance)
      ).figure
    }
  }
}
